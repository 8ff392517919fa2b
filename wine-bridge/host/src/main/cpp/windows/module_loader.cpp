#include "windows/module_loader.h"

#include <cstdint>

#include "portable/refusal.h"
#include "portable/text.h"
#include "windows/pointers.h"
#include "windows/search_directories.h"
#include "windows/supplied_modules.h"
#include "windows/windows_text.h"

namespace bascule {
namespace {

bool isSeparator(wchar_t c) { return c == L'\\' || c == L'/'; }

bool isFullPath(const std::wstring& name) {
  const bool drive = name.size() > 2 && name[1] == L':' && isSeparator(name[2]);
  const bool share = name.size() > 2 && isSeparator(name[0]) && isSeparator(name[1]);
  return drive || share;
}

std::wstring directoryOf(const std::wstring& path) {
  const std::size_t last = path.find_last_of(L"\\/");
  return last == std::wstring::npos ? std::wstring() : path.substr(0, last);
}

[[noreturn]] void refuse(const std::wstring& name, DWORD error) {
  const auto code =
      error == ERROR_DLL_INIT_FAILED ? wire::FailureCode::InitialisationRefused : wire::FailureCode::LoadFailed;
  throw Refusal(code, "\"" + narrow(name) + "\" cannot be loaded, " + win32Text(error), error);
}

}  // namespace

LoadedModule ModuleLoader::load(const std::wstring& name, const std::vector<std::wstring>& directories) {
  const std::lock_guard<std::recursive_mutex> lock(lock_);
  if (!supplied_) {
    supplied_ = true;
    supplyModules();
  }
  const SearchDirectories searched(directories);
  if (isFullPath(name)) {
    appendToPath(directoryOf(name));
  }
  for (const std::wstring& directory : directories) {
    appendToPath(directory);
  }
  const DWORD ownDirectory = isFullPath(name) ? LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR : 0;
  const HMODULE module = LoadLibraryExW(name.c_str(), nullptr,
                                        ownDirectory | LOAD_LIBRARY_SEARCH_USER_DIRS | LOAD_LIBRARY_SEARCH_SYSTEM32);
  if (module == nullptr) {
    refuse(name, GetLastError());
  }
  ++loads_[module];
  return LoadedModule{module, modulePath(module)};
}

void ModuleLoader::unload(std::uint64_t module) {
  const std::lock_guard<std::recursive_mutex> lock(lock_);
  const auto entry = addressable(module) ? loads_.find(pointer<HINSTANCE__>(module)) : loads_.end();
  if (entry == loads_.end()) {
    throw Refusal(wire::FailureCode::NoSuchModule, hex(module) + " was not loaded by Load, or is unloaded already");
  }
  const HMODULE loaded = entry->first;
  if (--entry->second == 0) {
    loads_.erase(entry);
  }
  FreeLibrary(loaded);
}

ModuleReference::ModuleReference(std::uint64_t base) {
  const bool found = addressable(base) && GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS,
                                                             pointer<const wchar_t>(base), &module_) != 0;
  if (!found || wireAddress(module_) != base) {
    if (found) {
      FreeLibrary(module_);
    }
    throw Refusal(wire::FailureCode::NoSuchModule, "no module is loaded at " + hex(base));
  }
}

ModuleReference::~ModuleReference() { FreeLibrary(module_); }

std::size_t ModuleReference::readableSize() const {
  return readableBytes(reinterpret_cast<std::uintptr_t>(module_));
}

std::size_t readableBytes(std::uintptr_t base) {
  std::uintptr_t end = base;
  MEMORY_BASIC_INFORMATION region{};
  while (VirtualQuery(reinterpret_cast<const void*>(end), &region, sizeof region) != 0 &&
         reinterpret_cast<std::uintptr_t>(region.AllocationBase) == base && region.State == MEM_COMMIT &&
         (region.Protect & (PAGE_NOACCESS | PAGE_GUARD)) == 0) {
    end = reinterpret_cast<std::uintptr_t>(region.BaseAddress) + region.RegionSize;
  }
  return end - base;
}

std::wstring modulePath(HMODULE module) {
  constexpr DWORD kLongest = 32767;
  std::wstring path(MAX_PATH, L'\0');
  DWORD length = GetModuleFileNameW(module, path.data(), MAX_PATH);
  if (length == MAX_PATH) {
    path.resize(kLongest);
    length = GetModuleFileNameW(module, path.data(), kLongest);
  }
  path.resize(length);
  return path;
}

}  // namespace bascule
