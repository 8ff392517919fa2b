#pragma once

#include <windows.h>

namespace bascule {

/// What Microsoft's C++ runtime raises for `throw`, and what g++'s does.
constexpr DWORD kMicrosoftThrow = 0xE06D7363;
constexpr DWORD kGnuThrow = 0x20474343;

/// The type of a C++ exception and, as far as it tells one, what(): "std::runtime_error, what(): no such file". Null for
/// other exceptions and where that cannot be read. The text stays for as long as 63 more exceptions take.
const char* thrownText(const EXCEPTION_RECORD& record);

}  // namespace bascule
