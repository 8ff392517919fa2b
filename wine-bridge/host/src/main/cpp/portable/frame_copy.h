#pragma once

#include <array>
#include <vector>

#include "portable/wire.h"

namespace bascule {

/// A private, verified copy of a frame. It is copied first and verified then, so that what was checked cannot change
/// any more: the window is shared with another process and with every thread of the DLL.
class FrameCopy {
 public:
  FrameCopy(const std::uint8_t* from, std::uint32_t size);
  FrameCopy(const FrameCopy&) = delete;
  FrameCopy& operator=(const FrameCopy&) = delete;

  /// Null if the bytes are not a whole frame with a message of a known type.
  const wire::Frame* frame() const { return frame_; }
  const std::uint8_t* bytes() const { return bytes_; }
  std::uint32_t size() const { return size_; }

 private:
  /// A Call of fifty slots fits; longer frames go to the heap. Each depth of calls and upcalls has a copy on its stack,
  /// and a thread of the DLL has 1 MiB for all of them.
  static constexpr std::uint32_t kShort = 512;

  const std::uint8_t* bytes_;
  std::uint32_t size_;
  const wire::Frame* frame_;
  std::vector<std::uint8_t> long_;
  alignas(16) std::array<std::uint8_t, kShort> short_;
};

}  // namespace bascule
