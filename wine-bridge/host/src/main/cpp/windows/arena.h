#pragma once

#include <map>

#include "portable/wire.h"
#include "windows/slim_lock.h"

namespace bascule {

/// The shared memory of the session: segments, each a file of the JVM, mapped at the addresses that the JVM names.
class Arena {
 public:
  /// Maps a segment. Throws Refusal (AddressTaken, MapFailed, BadArgument).
  void map(const wire::Segment& segment);
  /// Throws Refusal (BadArgument) if no segment starts there.
  void unmap(std::uint64_t address);
  /// What threads may do with whole pages of a segment. Throws Refusal (BadArgument, MemoryFault).
  void protect(std::uint64_t address, std::uint64_t size, wire::PageAccess access) const;
  /// Whether all of these bytes lie in one mapped segment.
  bool contains(std::uint64_t address, std::uint64_t size) const;
  /// Where the segment that holds this address starts; 0 if there is none.
  std::uint64_t segmentOf(std::uint64_t address) const;

 private:
  using Segments = std::map<std::uint64_t, std::uint64_t>;

  Segments::const_iterator find(std::uint64_t address, std::uint64_t size) const;

  mutable SlimLock lock_;
  /// Size by start address.
  Segments segments_;
};

}  // namespace bascule
