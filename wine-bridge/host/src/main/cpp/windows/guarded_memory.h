#pragma once

#include <cstdint>

namespace bascule {

/// Copies `size` bytes. Throws Refusal (MemoryFault) where either side cannot be touched.
void copyGuarded(std::uint64_t into, std::uint64_t from, std::uint64_t size);

struct CopiedString {
  std::uint64_t size;
  bool terminated;
};

/// Copies units of `unit` bytes up to and including a zero unit, at most `limit` bytes. Throws Refusal (MemoryFault).
CopiedString copyTerminatedGuarded(std::uint64_t into, std::uint64_t from, std::uint8_t unit, std::uint64_t limit);

}  // namespace bascule
