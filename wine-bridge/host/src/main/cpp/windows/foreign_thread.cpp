#include "windows/foreign_thread.h"

#include "windows/stack_guard.h"

namespace bascule {

ForeignThread::ForeignThread(HostParts& parts, ControlChannel& channel, std::function<void(std::uint32_t)> forget)
    : parts_(parts),
      channel_(channel),
      forget_(std::move(forget)),
      id_(GetCurrentThreadId()),
      answered_(CreateEventW(nullptr, FALSE, FALSE, nullptr)) {}

LaneEnd* ForeignThread::ask(std::uint64_t callback) {
  {
    const std::lock_guard<std::mutex> lock(lock_);
    state_ = State::Asking;
  }
  ReplyWriter want;
  want.finish(0, wire::CreateWantLane(want.fresh(), id_, callback));
  channel_.write(want);
  // The thread may hold any lock of the process, the loader's for one: nothing on the way to the answer needs one.
  WaitForSingleObject(answered_.get(), INFINITE);
  if (!order_) {
    return nullptr;
  }
  try {
    open(*order_);
  } catch (const Refusal& refusal) {
    const std::lock_guard<std::mutex> lock(lock_);
    state_ = State::Idle;
    fail(*order_, refusal);
  }
  return lane_.get();
}

void ForeignThread::open(const LaneOrder& order) {
  auto lane = std::make_unique<LaneEnd>(order, parts_, nullptr);
  armStackGuard();
  ReplyWriter opened;
  opened.finish(order.requestId, wire::CreateLaneOpened(opened.fresh(), order.lane, id_));
  {
    const std::lock_guard<std::mutex> lock(lock_);
    lane_ = std::move(lane);
    state_ = State::Open;
  }
  channel_.write(opened);
}

bool ForeignThread::offer(LaneOrder order) { return answer(State::Offered, std::move(order)); }

bool ForeignThread::deny() { return answer(State::Idle, std::nullopt); }

bool ForeignThread::answer(State state, std::optional<LaneOrder> order) {
  const std::lock_guard<std::mutex> lock(lock_);
  if (state_ != State::Asking) {
    return false;
  }
  state_ = state;
  order_ = std::move(order);
  SetEvent(answered_.get());
  return true;
}

void ForeignThread::ended() {
  const std::lock_guard<std::mutex> lock(lock_);
  if (state_ == State::Offered) {
    fail(*order_, Refusal(wire::FailureCode::LaneFailed, "thread " + std::to_string(id_) + " has ended"));
  } else if (state_ == State::Open) {
    lane_.reset();
    forget_(order_->lane);
    ReplyWriter said;
    said.finish(0, wire::CreateLaneEnded(said.fresh(), order_->lane));
    channel_.write(said);
  }
  state_ = State::Idle;
}

void ForeignThread::fail(const LaneOrder& order, const Refusal& refusal) {
  forget_(order.lane);
  ReplyWriter reply;
  reply.fail(order.requestId, refusal);
  channel_.write(reply);
}

}  // namespace bascule
