#pragma once

#include <mutex>
#include <unordered_set>

#include "portable/wire.h"

namespace bascule {

/// Memory of the process heap that the JVM has asked for. Addresses that it has not given out are refused.
class Heap {
 public:
  /// Zeroed. Throws Refusal (OutOfMemory).
  std::uint64_t allocate(std::uint64_t size);
  /// Throws Refusal (BadArgument).
  void free(std::uint64_t address);

 private:
  std::mutex lock_;
  std::unordered_set<void*> given_;
};

}  // namespace bascule
