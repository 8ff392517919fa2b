#include "windows/windows_text.h"

#include <algorithm>

#include "portable/refusal.h"
#include "portable/text.h"

namespace bascule {

std::wstring wide(std::string_view utf8) {
  if (!isUtf8(utf8) || utf8.find('\0') != std::string_view::npos) {
    throw Refusal(wire::FailureCode::BadArgument, "\"" + printable(utf8) + "\" is not UTF-8 text without zero bytes");
  }
  if (utf8.empty()) {
    return {};
  }
  const int length = MultiByteToWideChar(CP_UTF8, 0, utf8.data(), static_cast<int>(utf8.size()), nullptr, 0);
  std::wstring text(static_cast<std::size_t>(length), L'\0');
  MultiByteToWideChar(CP_UTF8, 0, utf8.data(), static_cast<int>(utf8.size()), text.data(), length);
  return text;
}

std::wstring wide(const flatbuffers::String& utf8) { return wide(std::string_view(utf8.c_str(), utf8.size())); }

std::string narrow(std::wstring_view utf16) {
  if (utf16.empty()) {
    return {};
  }
  const auto count = static_cast<int>(utf16.size());
  const int length = WideCharToMultiByte(CP_UTF8, 0, utf16.data(), count, nullptr, 0, nullptr, nullptr);
  std::string text(static_cast<std::size_t>(length), '\0');
  WideCharToMultiByte(CP_UTF8, 0, utf16.data(), count, text.data(), length, nullptr, nullptr);
  return printable(text);
}

std::wstring windowsPath(std::string_view linuxPath) {
  std::wstring path = wide(linuxPath);
  if (path.empty() || path[0] != L'/') {
    throw Refusal(wire::FailureCode::BadArgument, "\"" + narrow(path) + "\" is not an absolute Linux path");
  }
  std::replace(path.begin(), path.end(), L'/', L'\\');
  return L"Z:" + path;
}

std::string win32Text(DWORD error) {
  wchar_t text[256];
  const DWORD length = FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, nullptr, error, 0,
                                      text, static_cast<DWORD>(std::size(text)), nullptr);
  std::wstring_view line(text, length);
  while (!line.empty() && line.back() <= L' ') {
    line.remove_suffix(1);
  }
  const std::string number = "error " + std::to_string(error);
  // A text with a place for a file name would only confuse.
  const bool useful = !line.empty() && line.find(L'%') == std::wstring_view::npos;
  return !useful ? number : number + " (" + narrow(line) + ")";
}

}  // namespace bascule
