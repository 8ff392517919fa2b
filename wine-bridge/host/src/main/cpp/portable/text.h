#pragma once

#include <string>
#include <string_view>

namespace bascule {

/// Whether the bytes are UTF-8 (no overlong forms, no surrogates).
bool isUtf8(std::string_view bytes);

/// One line of valid UTF-8 that a person can read: control characters and bytes that are not UTF-8 become '?'.
std::string printable(std::string_view bytes);

/// "0x" and hexadecimal digits.
std::string hex(unsigned long long value);

}  // namespace bascule
