#include "windows/place.h"

#include <windows.h>

#include <psapi.h>

#include <cstdio>

#include "portable/exports.h"
#include "portable/text.h"
#include "windows/windows_text.h"

namespace bascule {
namespace {

struct Image {
  std::uintptr_t base;
  std::size_t readable;
};

MEMORY_BASIC_INFORMATION regionAt(std::uintptr_t address) {
  MEMORY_BASIC_INFORMATION region{};
  VirtualQuery(reinterpret_cast<const void*>(address), &region, sizeof region);
  return region;
}

Image imageAround(std::uintptr_t address) {
  const MEMORY_BASIC_INFORMATION at = regionAt(address);
  if (at.State != MEM_COMMIT || at.Type != MEM_IMAGE) {
    return Image{};
  }
  const auto base = reinterpret_cast<std::uintptr_t>(at.AllocationBase);
  std::uintptr_t end = base;
  MEMORY_BASIC_INFORMATION region = regionAt(end);
  while (region.AllocationBase == at.AllocationBase && region.State == MEM_COMMIT &&
         (region.Protect & (PAGE_NOACCESS | PAGE_GUARD)) == 0) {
    end = reinterpret_cast<std::uintptr_t>(region.BaseAddress) + region.RegionSize;
    region = regionAt(end);
  }
  return Image{base, end - base};
}

std::string symbolIn(const Image& image, std::uintptr_t address) {
  const auto entries = readExports(reinterpret_cast<const std::uint8_t*>(image.base), image.readable);
  const auto rva = static_cast<std::uint32_t>(address - image.base);
  const ExportEntry* nearest = nearestExport(entries, rva);
  if (nearest == nullptr) {
    return "";
  }
  const std::string name =
      nearest->name.empty() ? "#" + std::to_string(nearest->ordinal) : printable(nearest->name);
  return " (" + name + "+" + hex(rva - nearest->rva) + ")";
}

}  // namespace

std::string imageOf(std::uintptr_t address) {
  if (regionAt(address).Type != MEM_IMAGE) {
    return "";
  }
  wchar_t path[1024];
  constexpr DWORD kRoom = sizeof path / sizeof *path;
  const DWORD length = K32GetMappedFileNameW(GetCurrentProcess(), reinterpret_cast<void*>(address), path, kRoom);
  const std::wstring_view whole(path, length);
  return narrow(whole.substr(whole.find_last_of(L"\\/") + 1));
}

std::string placeOf(std::uintptr_t address) {
  const std::string file = imageOf(address);
  const Image image = imageAround(address);
  if (file.empty() || image.base == 0) {
    char text[32];
    std::snprintf(text, sizeof text, "0x%016llx", static_cast<unsigned long long>(address));
    return text;
  }
  return file + "+" + hex(address - image.base) + symbolIn(image, address);
}

}  // namespace bascule
