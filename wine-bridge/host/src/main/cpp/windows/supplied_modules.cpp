#include "windows/supplied_modules.h"

#include <windows.h>

#include <string>

#include "windows/module_loader.h"

namespace bascule {
namespace {

constexpr const wchar_t* kSupplied[] = {L"bcryptprimitives.dll"};

bool isInWine(const wchar_t* module) {
  const HMODULE found = LoadLibraryExW(module, nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
  if (found != nullptr) {
    FreeLibrary(found);
  }
  return found != nullptr;
}

}  // namespace

void supplyModules() {
  const std::wstring program = modulePath(nullptr);
  const std::wstring directory = program.substr(0, program.find_last_of(L"\\/") + 1) + L"supplied\\";
  for (const wchar_t* module : kSupplied) {
    if (!isInWine(module)) {
      LoadLibraryExW((directory + module).c_str(), nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
    }
  }
}

}  // namespace bascule
