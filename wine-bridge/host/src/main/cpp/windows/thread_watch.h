#pragma once

#include <functional>
#include <memory>

#include "windows/handle.h"

namespace bascule {

/// Runs a function on a thread of the pool once a thread has ended, however it has.
class ThreadWatch {
 public:
  /// Throws Refusal (LaneFailed).
  explicit ThreadWatch(std::function<void()> ended);
  ThreadWatch(const ThreadWatch&) = delete;
  ThreadWatch& operator=(const ThreadWatch&) = delete;
  /// What has not been started never runs.
  ~ThreadWatch();

  /// Watches this thread from now on, without this object. To be called once.
  void start(Handle thread);

 private:
  struct Watched;

  std::unique_ptr<Watched> watched_;
  PTP_WAIT wait_;
};

/// A handle of the calling thread that serves everywhere.
Handle currentThread();

}  // namespace bascule
