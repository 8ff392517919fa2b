#pragma once

#include <atomic>

#include "portable/thunk_shape.h"

namespace bascule {

class UpcallReceiver;

/// What a thunk is made for at the moment.
struct ThunkPurpose {
  const ThunkShape* shape;
  std::uint64_t callback;
};

/// What the code of one thunk points to. Records and shapes are never freed, so that a thread that calls a thunk which
/// another one frees and makes anew at the same time finds the old purpose or the new one, whole: readers retry while
/// the version is odd or has moved.
class ThunkRecord {
 public:
  explicit ThunkRecord(UpcallReceiver* receiver) : receiver_(receiver) {}

  UpcallReceiver& receiver() const { return *receiver_; }

  ThunkPurpose read() const {
    while (true) {
      const std::uint32_t before = version_.load(std::memory_order_acquire);
      const ThunkPurpose purpose{shape_.load(std::memory_order_acquire), callback_.load(std::memory_order_acquire)};
      if (before % 2 == 0 && version_.load(std::memory_order_relaxed) == before) {
        return purpose;
      }
    }
  }

  /// By one thread at a time.
  void write(ThunkPurpose purpose) {
    const std::uint32_t version = version_.load(std::memory_order_relaxed);
    version_.store(version + 1, std::memory_order_relaxed);
    // Whoever sees one of the two new values sees the odd version too, or a later one.
    shape_.store(purpose.shape, std::memory_order_release);
    callback_.store(purpose.callback, std::memory_order_release);
    version_.store(version + 2, std::memory_order_release);
  }

 private:
  std::atomic<std::uint32_t> version_{0};
  std::atomic<const ThunkShape*> shape_{nullptr};
  std::atomic<std::uint64_t> callback_{0};
  UpcallReceiver* receiver_;
};

}  // namespace bascule
