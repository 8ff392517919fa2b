#include "windows/heap.h"

#include <windows.h>

#include <limits>

#include "portable/refusal.h"
#include "portable/text.h"
#include "windows/pointers.h"

namespace bascule {
namespace {

/// From here on it is worth asking how much memory there is.
constexpr std::uint64_t kLarge = 64 << 20;

/// The heap writes zeros into every page, and Linux promises more pages than it has: it would kill a process, maybe
/// this one, instead of refusing the memory.
bool beyondMemory(std::uint64_t size) {
  if (size > std::numeric_limits<SIZE_T>::max()) {
    return true;
  }
  MEMORYSTATUSEX memory{};
  memory.dwLength = sizeof memory;
  return size >= kLarge && GlobalMemoryStatusEx(&memory) && size > memory.ullAvailPhys;
}

}  // namespace

std::uint64_t Heap::allocate(std::uint64_t size) {
  void* memory =
      beyondMemory(size) ? nullptr : HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, static_cast<SIZE_T>(size));
  if (memory == nullptr) {
    throw Refusal(wire::FailureCode::OutOfMemory, "the process heap has no " + std::to_string(size) + " bytes",
                  ERROR_NOT_ENOUGH_MEMORY);
  }
  const std::lock_guard<std::mutex> lock(lock_);
  given_.insert(memory);
  return wireAddress(memory);
}

void Heap::free(std::uint64_t address) {
  {
    const std::lock_guard<std::mutex> lock(lock_);
    if (!addressable(address) || given_.erase(pointer(address)) == 0) {
      throw Refusal(wire::FailureCode::BadArgument,
                    hex(address) + " was not allocated by Allocate, or is free already");
    }
  }
  HeapFree(GetProcessHeap(), 0, pointer(address));
}

}  // namespace bascule
