#pragma once

#include <algorithm>
#include <cstring>

#include "portable/turns.h"
#include "portable/wire.h"

namespace bascule {

/// A lane's piece of the arena, and the rules for where frames may lie in it.
class Window {
 public:
  static constexpr std::uint32_t kFirstFrame = number(wire::LaneLayout::FirstFrame);
  static constexpr std::uint32_t kAlignment = 64;

  Window(std::uint8_t* base, std::uint32_t size) : base_(base), whole_(size), size_(size) {}

  /// From now on only what lies below `end` may be touched, for only that has memory behind it; 0 is the whole window.
  void endAt(std::uint32_t end) { size_ = end == 0 ? whole_ : std::min(end, whole_); }


  std::uint8_t* base() const { return base_; }
  std::uint8_t* at(std::uint32_t offset) const { return base_ + offset; }

  /// Whether a frame may lie there: behind the control words, aligned, inside, and not too long.
  bool holds(Placement frame) const { return validOffset(frame.offset) && frame.size <= roomAt(frame.offset); }

  bool validOffset(std::uint32_t offset) const { return offset >= kFirstFrame && offset % 8 == 0 && offset < size_; }

  /// The longest frame that may start at a valid offset.
  std::uint32_t roomAt(std::uint32_t offset) const {
    return std::min(size_ - offset, number(wire::Limit::LaneFrameBytes));
  }

  /// Where a frame of the host's own goes, of `size` bytes, when Java says that the window is free from `free` on; size
  /// 0 if it does not fit. 0 says that nothing is stacked yet.
  Placement above(std::uint32_t free, std::uint32_t size) const {
    const std::uint32_t lowest = free == 0 ? kFirstFrame : free;
    // Rounding up cannot wrap: the window's size is checked first.
    const std::uint32_t offset = lowest < size_ ? (lowest + 15) & ~15U : size_;
    const bool fits = lowest >= kFirstFrame && offset < size_ && size <= roomAt(offset);
    return Placement{offset, fits ? size : 0};
  }

  /// Copies a reply over the request. A reply never has offset and size of its request, which mean "answered in place",
  /// so it is padded where they would agree; one that does not fit is posted with size 0.
  Placement put(Placement request, const std::uint8_t* reply, std::uint32_t size) const {
    const std::uint32_t offset = validOffset(request.offset) ? request.offset : kFirstFrame;
    const std::uint32_t padding = offset == request.offset && size == request.size ? 8 : 0;
    const std::uint32_t room = offset < size_ ? roomAt(offset) : 0;
    if (size > room || padding > room - size) {
      return Placement{offset, 0};
    }
    std::memcpy(at(offset), reply, size);
    std::memset(at(offset) + size, 0, padding);
    return Placement{offset, size + padding};
  }

 private:
  std::uint8_t* base_;
  std::uint32_t whole_;
  std::uint32_t size_;
};

}  // namespace bascule
