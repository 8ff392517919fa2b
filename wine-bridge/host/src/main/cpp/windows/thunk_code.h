#pragma once

#include <cstdint>

#include "portable/thunk_record.h"

namespace bascule {

/// The most that the code of one thunk takes, in bytes.
constexpr std::size_t kThunkCodeBytes = 16;

/// Writes the code of a thunk: it loads the record into the register that bascule_upcall expects and jumps to the
/// address that stands at `entry`. It touches neither the stack nor another register, so that it needs no unwind
/// information. On x64 all three lie within 2 GiB of each other.
void writeThunkCode(std::uint8_t* at, const ThunkRecord* record, const std::uint8_t* entry);

}  // namespace bascule
