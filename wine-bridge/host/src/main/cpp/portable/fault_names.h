#pragma once

#include <cstdint>

namespace bascule {

/// What people call an exception of Windows, by its NTSTATUS; "exception" if it has no name here.
const char* faultName(std::uint32_t code);

/// "reading", "writing" or "executing", as an access violation's first parameter says; "" for anything else.
const char* accessName(std::uint32_t access);

}  // namespace bascule
