#pragma once

#include <windows.h>

#include <cstdint>

namespace bascule {

/// Addresses of code, from the innermost frame on.
struct StackAddresses {
  static constexpr unsigned kMost = 16;
  std::uint64_t code[kMost];
  unsigned count = 0;

  void add(std::uint64_t address) { code[count++] = address; }
  bool full() const { return count == kMost; }
};

/// Walks the stack of a thread that is suspended, with these registers; changes them. Wants no lock and no memory: the
/// thread may hold the heap's or the loader's. May fault where the stack is spoilt.
void walkStack(CONTEXT& context, StackAddresses& found);

/// The image that the address lies in, or 0.
std::uintptr_t imageAt(std::uintptr_t address);

/// Whether so many bytes can be read there.
bool readable(std::uintptr_t address, std::size_t size);

}  // namespace bascule
