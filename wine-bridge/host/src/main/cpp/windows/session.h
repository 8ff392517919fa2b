#pragma once

#include <map>
#include <mutex>

#include "windows/control_channel.h"
#include "windows/crash_policy.h"
#include "windows/host_parts.h"
#include "windows/upcalls.h"

namespace bascule {

/// The control channel's side of the host: hello, then requests until the JVM says goodbye or has gone.
class Session {
 public:
  explicit Session(ControlPipes pipes);

  /// Serves the control channel; ends the process, never returns.
  [[noreturn]] void run();

 private:
  void serve(const std::vector<std::uint8_t>& bytes);
  void answer(const wire::Frame& frame);
  void greet(const wire::Frame& frame);
  void openLane(std::uint32_t id, const wire::OpenLane& request);
  void startOrOffer(const wire::OpenLane& request, LaneOrder order);
  void denyLane(std::uint32_t id, const wire::DenyLane& request);
  void unmap(const wire::UnmapSegment& request);
  void forget(std::uint32_t lane);
  void done(std::uint32_t id);

  ControlChannel channel_;
  CurrentLane current_;
  ForeignThreads foreign_;
  Upcalls upcalls_;
  HostParts parts_;
  ReplyWriter reply_;
  bool greeted_ = false;
  std::uint32_t spinRounds_;
  std::mutex lanesLock_;
  /// Start of the window by lane number.
  std::map<std::uint32_t, std::uint64_t> lanes_;
};

}  // namespace bascule
