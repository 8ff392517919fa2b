#pragma once

#include <windows.h>

#include <string>
#include <vector>

namespace bascule {

/// Adds directories to the process's user directories for as long as it lives; they are searched in the given order.
class SearchDirectories {
 public:
  /// Throws Refusal (LoadFailed) if Windows refuses a directory.
  explicit SearchDirectories(const std::vector<std::wstring>& directories);
  SearchDirectories(const SearchDirectories&) = delete;
  SearchDirectories& operator=(const SearchDirectories&) = delete;
  ~SearchDirectories() { remove(); }

 private:
  void remove();

  std::vector<DLL_DIRECTORY_COOKIE> cookies_;
};

/// Appends a directory to PATH, once: the loader looks there when a DLL loads another one by its bare name.
void appendToPath(const std::wstring& directory);

}  // namespace bascule
