#pragma once

#include <string>
#include <utility>

#include "portable/wire.h"

namespace bascule {

/// Why a request was not carried out. Thrown inside the host, and always caught there: it becomes a Failure frame.
struct Refusal {
  wire::FailureCode code;
  std::string detail;
  std::uint32_t win32Error = 0;
  std::uint64_t faultAddress = 0;

  Refusal(wire::FailureCode what, std::string text, std::uint32_t error = 0, std::uint64_t fault = 0)
      : code(what), detail(std::move(text)), win32Error(error), faultAddress(fault) {}
};

}  // namespace bascule
