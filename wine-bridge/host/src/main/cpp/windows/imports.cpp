#include "windows/imports.h"

#include <cstdint>
#include <cstring>

namespace bascule {
namespace {

template <class T>
T* at(HMODULE module, DWORD rva) {
  return reinterpret_cast<T*>(reinterpret_cast<std::uintptr_t>(module) + rva);
}

const IMAGE_DATA_DIRECTORY& importDirectory(HMODULE module) {
  const auto* dos = at<IMAGE_DOS_HEADER>(module, 0);
  const auto* headers = at<IMAGE_NT_HEADERS>(module, static_cast<DWORD>(dos->e_lfanew));
  return headers->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT];
}

/// Where the address of an imported function stands.
void** findImport(HMODULE module, const char* name) {
  const IMAGE_DATA_DIRECTORY& directory = importDirectory(module);
  if (directory.Size == 0) {
    return nullptr;
  }
  for (auto* from = at<IMAGE_IMPORT_DESCRIPTOR>(module, directory.VirtualAddress); from->Name != 0; ++from) {
    if (from->OriginalFirstThunk == 0) {
      continue;
    }
    const auto* wanted = at<IMAGE_THUNK_DATA>(module, from->OriginalFirstThunk);
    for (DWORD i = 0; wanted[i].u1.AddressOfData != 0; ++i) {
      if (!IMAGE_SNAP_BY_ORDINAL(wanted[i].u1.Ordinal) &&
          std::strcmp(at<IMAGE_IMPORT_BY_NAME>(module, static_cast<DWORD>(wanted[i].u1.AddressOfData))->Name, name) ==
              0) {
        return at<void*>(module, from->FirstThunk) + i;
      }
    }
  }
  return nullptr;
}

}  // namespace

void* replaceImport(HMODULE module, const char* name, void* replacement) {
  void** place = module == nullptr ? nullptr : findImport(module, name);
  DWORD before = 0;
  if (place == nullptr || VirtualProtect(place, sizeof *place, PAGE_READWRITE, &before) == 0) {
    return nullptr;
  }
  void* former = *place;
  *place = replacement;
  VirtualProtect(place, sizeof *place, before, &before);
  return former;
}

}  // namespace bascule
