#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "windows/control_channel.h"
#include "windows/lane_end.h"

namespace bascule {

/// A thread that is not the host's own and has called a thunk: asks the JVM for a lane and keeps it. The thread itself
/// calls `ask`; the control channel's thread hands the answer over and never waits; `ended` comes when the thread is no
/// more. Whichever of them finds out says what the JVM is owed.
class ForeignThread {
 public:
  /// `forget` is called with the lane's number when that can be used again.
  ForeignThread(HostParts& parts, ControlChannel& channel, std::function<void(std::uint32_t)> forget);

  /// Waits until the JVM has answered; the thread's lane, or null.
  LaneEnd* ask(std::uint64_t callback);
  /// Whether it waited for this.
  bool offer(LaneOrder order);
  bool deny();
  void ended();

  std::uint32_t id() const { return id_; }

 private:
  enum class State { Idle, Asking, Offered, Open };

  std::optional<LaneOrder> awaitAnswer();
  bool answer(State state, std::optional<LaneOrder> order);
  void open(const LaneOrder& order);
  void fail(const LaneOrder& order, const Refusal& refusal);

  HostParts& parts_;
  ControlChannel& channel_;
  const std::function<void(std::uint32_t)> forget_;
  const std::uint32_t id_;
  const Handle answered_;
  std::mutex lock_;
  State state_ = State::Idle;
  std::optional<LaneOrder> order_;
  std::unique_ptr<LaneEnd> lane_;
};

}  // namespace bascule
