#include "windows/thunk_code.h"

#include <cstring>

namespace bascule {
namespace {

std::int32_t distance(const std::uint8_t* next, const void* target) {
  return static_cast<std::int32_t>(static_cast<const std::uint8_t*>(target) - next);
}

}  // namespace

void writeThunkCode(std::uint8_t* at, const ThunkRecord* record, const std::uint8_t* entry) {
  const std::uint8_t lea[] = {0x4C, 0x8D, 0x15};  // lea r10, [rip + distance]
  const std::uint8_t jump[] = {0xFF, 0x25};       // jmp [rip + distance]
  const std::int32_t toRecord = distance(at + 7, record);
  const std::int32_t toEntry = distance(at + 13, entry);
  std::memcpy(at, lea, sizeof lea);
  std::memcpy(at + 3, &toRecord, sizeof toRecord);
  std::memcpy(at + 7, jump, sizeof jump);
  std::memcpy(at + 9, &toEntry, sizeof toEntry);
}

}  // namespace bascule
