#pragma once

#include <cstddef>
#include <cstdint>

#include "bascule_generated.h"

namespace bascule {

/// The generated code of bascule.fbs.
namespace wire = org::bascule::protocol;

/// The number behind a schema constant, as a type of the caller's choice.
template <class Number = std::uint32_t, class Enum>
constexpr Number number(Enum constant) {
  return static_cast<Number>(constant);
}

}  // namespace bascule
