#pragma once

#include <unordered_map>

#include "windows/current_lane.h"
#include "windows/foreign_thread.h"
#include "windows/thread_local_pointer.h"

namespace bascule {

/// The threads that are not the host's own and have called a thunk, until they end.
class ForeignThreads {
 public:
  /// `forget` is called with a lane's number when that can be used again.
  ForeignThreads(HostParts& parts, ControlChannel& channel, CurrentLane& lane,
                 std::function<void(std::uint32_t)> forget);

  /// For the calling thread, which has none: the lane that the JVM opens for it, or null.
  LaneEnd* laneFor(std::uint64_t callback);
  /// Hands a lane over; the thread answers the request. Throws Refusal (LaneFailed) if no such thread waits.
  void offer(std::uint32_t thread, LaneOrder order);
  /// Throws Refusal (LaneFailed) if no such thread waits.
  void deny(std::uint32_t thread);

 private:
  using Shared = std::shared_ptr<ForeignThread>;

  ForeignThread* join();
  Shared find(std::uint32_t thread);

  HostParts& parts_;
  ControlChannel& channel_;
  CurrentLane& lane_;
  const std::function<void(std::uint32_t)> forget_;
  ThreadLocalPointer<ForeignThread> self_;
  std::mutex lock_;
  std::unordered_map<std::uint32_t, Shared> known_;
};

}  // namespace bascule
