#include "windows/thunk_code.h"

#include <cstring>

namespace bascule {

void writeThunkCode(std::uint8_t* at, const ThunkRecord* record, const std::uint8_t* entry) {
  at[0] = 0xB8;  // mov eax, record
  std::memcpy(at + 1, &record, sizeof record);
  const std::uint8_t jump[] = {0xFF, 0x25};  // jmp [entry]
  std::memcpy(at + 5, jump, sizeof jump);
  std::memcpy(at + 7, &entry, sizeof entry);
}

}  // namespace bascule
