#include "windows/guarded_memory.h"

#include <cstdint>
#include <cstring>

#include "portable/refusal.h"
#include "portable/text.h"
#include "windows/call.h"
#include "windows/pointers.h"

namespace bascule {
namespace {

struct Copy {
  std::uint8_t* into;
  const std::uint8_t* from;
  std::size_t size;
  std::size_t done;
};

std::uintptr_t copyAll(void* context) {
  const Copy& copy = *static_cast<Copy*>(context);
  std::memcpy(copy.into, copy.from, copy.size);
  return 0;
}

/// Copies unit by unit, never touching a byte behind the zero. 1 if it met the zero.
template <class Unit>
std::uintptr_t copyUnits(void* context) {
  Copy& copy = *static_cast<Copy*>(context);
  while (copy.size - copy.done >= sizeof(Unit)) {
    Unit unit;
    std::memcpy(&unit, copy.from + copy.done, sizeof unit);
    std::memcpy(copy.into + copy.done, &unit, sizeof unit);
    copy.done += sizeof unit;
    if (unit == 0) {
      return 1;
    }
  }
  return 0;
}

std::uint64_t run(std::uintptr_t (*function)(void*), Copy& copy) {
  const Attempt made = attempt(function, &copy);
  if (made.faulted) {
    throw Refusal(wire::FailureCode::MemoryFault, "the memory at " + hex(made.faultAddress) + " cannot be touched", 0,
                  made.faultAddress);
  }
  return made.result;
}

Copy copyOf(std::uint64_t into, std::uint64_t from, std::uint64_t size) {
  for (const std::uint64_t side : {from, into}) {
    if (!addressable(side, size)) {
      throw Refusal(wire::FailureCode::MemoryFault,
                    std::to_string(size) + " bytes at " + hex(side) + " are beyond this process's addresses", 0, side);
    }
  }
  return Copy{pointer<std::uint8_t>(into), pointer<std::uint8_t>(from), static_cast<std::size_t>(size), 0};
}

}  // namespace

void copyGuarded(std::uint64_t into, std::uint64_t from, std::uint64_t size) {
  Copy copy = copyOf(into, from, size);
  run(copyAll, copy);
}

CopiedString copyTerminatedGuarded(std::uint64_t into, std::uint64_t from, std::uint8_t unit, std::uint64_t limit) {
  // The string may end long before the limit, and the limit may reach beyond the last address.
  Copy copy = copyOf(into, from, 0);
  copy.size = static_cast<std::size_t>(limit);
  const auto function = unit == 1   ? copyUnits<std::uint8_t>
                        : unit == 2 ? copyUnits<std::uint16_t>
                                    : copyUnits<std::uint32_t>;
  const bool terminated = run(function, copy) != 0;
  return CopiedString{copy.done, terminated};
}

}  // namespace bascule
