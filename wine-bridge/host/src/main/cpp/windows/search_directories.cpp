#include "windows/search_directories.h"

#include "portable/refusal.h"
#include "windows/windows_text.h"

namespace bascule {

SearchDirectories::SearchDirectories(const std::vector<std::wstring>& directories) {
  // Wine looks at the directory that was added last first; Windows leaves the order open.
  for (auto directory = directories.rbegin(); directory != directories.rend(); ++directory) {
    const DLL_DIRECTORY_COOKIE cookie = AddDllDirectory(directory->c_str());
    if (cookie == nullptr) {
      const DWORD error = GetLastError();
      remove();
      throw Refusal(wire::FailureCode::LoadFailed,
                    "\"" + narrow(*directory) + "\" cannot be searched, " + win32Text(error), error);
    }
    cookies_.push_back(cookie);
  }
}

void SearchDirectories::remove() {
  for (const DLL_DIRECTORY_COOKIE cookie : cookies_) {
    RemoveDllDirectory(cookie);
  }
  cookies_.clear();
}

void appendToPath(const std::wstring& directory) {
  constexpr DWORD kLongest = 32767;
  std::wstring path(kLongest, L'\0');
  path.resize(GetEnvironmentVariableW(L"PATH", path.data(), kLongest));
  const bool there = (L";" + path + L";").find(L";" + directory + L";") != std::wstring::npos;
  if (directory.empty() || there || path.size() + directory.size() + 2 > kLongest) {
    return;
  }
  SetEnvironmentVariableW(L"PATH", (path.empty() ? directory : path + L";" + directory).c_str());
}

}  // namespace bascule
