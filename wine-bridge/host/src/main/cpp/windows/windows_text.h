#pragma once

#include <windows.h>

#include <string>
#include <string_view>

#include "portable/wire.h"

namespace bascule {

/// UTF-16 of UTF-8. Throws Refusal (BadArgument) if the bytes are not UTF-8 or hold a zero, which would cut the text
/// short.
std::wstring wide(std::string_view utf8);
std::wstring wide(const flatbuffers::String& utf8);

/// UTF-8 of UTF-16; lone surrogates become '?'.
std::string narrow(std::wstring_view utf16);

/// The Windows path of an absolute Linux path: below drive Z:, which Wine keeps for the whole file system.
std::wstring windowsPath(std::string_view linuxPath);

/// "error 126 (Module not found.)".
std::string win32Text(DWORD error);

}  // namespace bascule
