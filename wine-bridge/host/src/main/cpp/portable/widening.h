#pragma once

#include <cstdint>

namespace bascule {

/// The low bytes of a value, 1, 2, 4 or 8 of them, as a slot holds them.
inline std::uint64_t widened(std::uint64_t bits, std::uint32_t bytes, bool isSigned) {
  const std::uint32_t unused = 64 - 8 * bytes;
  const std::uint64_t high = bits << unused;
  return isSigned ? static_cast<std::uint64_t>(static_cast<std::int64_t>(high) >> unused) : high >> unused;
}

inline bool isWidth(std::uint32_t bytes) { return bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8; }

/// Puts a value into one slot, or its halves into two, the low one first.
inline void putIntoSlots(std::uint64_t* slot, std::uint32_t slots, std::uint64_t value) {
  slot[0] = slots == 2 ? value & 0xFFFFFFFF : value;
  if (slots == 2) {
    slot[1] = value >> 32;
  }
}

}  // namespace bascule
