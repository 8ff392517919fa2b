#include "windows/arena.h"

#include <mutex>
#include <shared_mutex>

#include "portable/refusal.h"
#include "portable/text.h"
#include "windows/handle.h"
#include "windows/pointers.h"
#include "windows/windows_text.h"

namespace bascule {
namespace {

constexpr std::uint32_t kGranularity = 65536;

[[noreturn]] void refuse(wire::FailureCode code, const wire::Segment& segment, const std::string& problem,
                         DWORD error) {
  throw Refusal(code,
                "segment " + std::string(segment.path()->c_str()) + " of " + std::to_string(segment.size()) +
                    " bytes at " + hex(segment.address()) + ": " + problem +
                    (error == 0 ? "" : ", " + win32Text(error)),
                error);
}

Handle openFile(const wire::Segment& segment) {
  Handle file(CreateFileW(windowsPath(segment.path()->c_str()).c_str(), GENERIC_READ | GENERIC_WRITE,
                          FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING, 0, nullptr));
  if (!file.valid()) {
    refuse(wire::FailureCode::MapFailed, segment, "the file cannot be opened", GetLastError());
  }
  LARGE_INTEGER size{};
  if (!GetFileSizeEx(file.get(), &size) || static_cast<std::uint64_t>(size.QuadPart) != segment.size()) {
    refuse(wire::FailureCode::MapFailed, segment, "the file has " + std::to_string(size.QuadPart) + " bytes", 0);
  }
  return file;
}

/// Nobody but a wild write ever comes here.
void forbid(const wire::Segment& segment, std::uint64_t at) {
  DWORD before = 0;
  if (segment.guard() != 0 && !VirtualProtect(pointer(at), segment.guard(), PAGE_NOACCESS, &before)) {
    const DWORD error = GetLastError();
    UnmapViewOfFile(pointer(segment.address()));
    refuse(wire::FailureCode::MapFailed, segment, "its ends cannot be guarded", error);
  }
}

void mapView(const wire::Segment& segment) {
  const Handle file = openFile(segment);
  // The view keeps the mapping alive, so that both handles are closed here.
  const Handle mapping(CreateFileMappingW(file.get(), nullptr, PAGE_READWRITE, 0, 0, nullptr));
  if (!mapping.valid()) {
    refuse(wire::FailureCode::MapFailed, segment, "the file cannot be mapped", GetLastError());
  }
  if (MapViewOfFileEx(mapping.get(), FILE_MAP_READ | FILE_MAP_WRITE, 0, 0, 0, pointer(segment.address())) == nullptr) {
    const DWORD error = GetLastError();
    const bool taken = error == ERROR_INVALID_ADDRESS;
    refuse(taken ? wire::FailureCode::AddressTaken : wire::FailureCode::MapFailed, segment,
           taken ? "the address is taken" : "the file cannot be mapped there", error);
  }
}

}  // namespace

void Arena::map(const wire::Segment& segment) {
  if (segment.address() == 0 || segment.size() == 0 || !addressable(segment.address(), segment.size())) {
    refuse(wire::FailureCode::BadArgument, segment, "no such addresses in this process", 0);
  }
  if (segment.guard() % kGranularity != 0 || segment.guard() > segment.size() / 2) {
    refuse(wire::FailureCode::BadArgument, segment, "guards of " + std::to_string(segment.guard()) + " bytes", 0);
  }
  const std::unique_lock<SlimLock> lock(lock_);
  mapView(segment);
  forbid(segment, segment.address());
  forbid(segment, segment.address() + segment.size() - segment.guard());
  segments_[segment.address()] = segment.size();
}

void Arena::unmap(std::uint64_t address) {
  const std::unique_lock<SlimLock> lock(lock_);
  if (segments_.erase(address) == 0) {
    throw Refusal(wire::FailureCode::BadArgument, "no segment starts at " + hex(address));
  }
  UnmapViewOfFile(pointer(address));
}

void Arena::protect(std::uint64_t address, std::uint64_t size, wire::PageAccess access) const {
  const std::shared_lock<SlimLock> lock(lock_);
  if (size == 0 || find(address, size) == segments_.end()) {
    throw Refusal(wire::FailureCode::BadArgument,
                  std::to_string(size) + " bytes at " + hex(address) + " do not lie in one segment of the arena");
  }
  DWORD before = 0;
  const DWORD wanted = access == wire::PageAccess::ReadWrite ? PAGE_READWRITE : PAGE_NOACCESS;
  if (!VirtualProtect(pointer(address), static_cast<SIZE_T>(size), wanted, &before)) {
    const DWORD error = GetLastError();
    throw Refusal(wire::FailureCode::MemoryFault, "the access to " + hex(address) + " cannot be changed, " +
                  win32Text(error), error, address);
  }
}

bool Arena::contains(std::uint64_t address, std::uint64_t size) const {
  const std::shared_lock<SlimLock> lock(lock_);
  return find(address, size) != segments_.end();
}

std::uint64_t Arena::segmentOf(std::uint64_t address) const {
  const std::shared_lock<SlimLock> lock(lock_);
  const auto segment = find(address, 0);
  return segment == segments_.end() ? 0 : segment->first;
}

Arena::Segments::const_iterator Arena::find(std::uint64_t address, std::uint64_t size) const {
  auto after = segments_.upper_bound(address);
  if (after == segments_.begin()) {
    return segments_.end();
  }
  const auto segment = --after;
  const std::uint64_t offset = address - segment->first;
  const bool inside = offset <= segment->second && size <= segment->second - offset;
  return inside ? segment : segments_.end();
}

}  // namespace bascule
