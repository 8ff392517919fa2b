#pragma once

#include <cstdint>
#include <limits>

namespace bascule {

/// Whether a wire address exists in this process: on x86 it has 32 bits.
inline bool addressable(std::uint64_t address, std::uint64_t size = 0) {
  constexpr std::uint64_t kLast = std::numeric_limits<std::uintptr_t>::max();
  return address <= kLast && size <= kLast - address;
}

/// The pointer behind an addressable wire address.
template <class T = void>
T* pointer(std::uint64_t address) {
  return reinterpret_cast<T*>(static_cast<std::uintptr_t>(address));
}

inline std::uint64_t wireAddress(const void* pointer) { return reinterpret_cast<std::uintptr_t>(pointer); }

}  // namespace bascule
