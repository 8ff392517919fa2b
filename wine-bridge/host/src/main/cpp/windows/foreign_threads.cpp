#include "windows/foreign_threads.h"

#include "windows/crash_policy.h"
#include "windows/thread_watch.h"

namespace bascule {
namespace {

[[noreturn]] void refuse(std::uint32_t thread) {
  throw Refusal(wire::FailureCode::LaneFailed, "thread " + std::to_string(thread) + " does not wait for a lane");
}

}  // namespace

ForeignThreads::ForeignThreads(HostParts& parts, ControlChannel& channel, CurrentLane& lane,
                               std::function<void(std::uint32_t)> forget)
    : parts_(parts), channel_(channel), lane_(lane), forget_(std::move(forget)) {}

LaneEnd* ForeignThreads::laneFor(std::uint64_t callback) {
  try {
    ForeignThread* self = self_.get();
    if (self == nullptr) {
      self = join();
    }
    LaneEnd* lane = self->ask(callback);
    lane_.set(lane);
    return lane;
  } catch (const Refusal& refusal) {
    warn("thread " + std::to_string(GetCurrentThreadId()) + " cannot make upcalls: " + refusal.detail);
  } catch (const std::bad_alloc&) {
    warn("thread " + std::to_string(GetCurrentThreadId()) + " cannot make upcalls: there is no memory left");
  }
  return nullptr;
}

ForeignThread* ForeignThreads::join() {
  const auto self = std::make_shared<ForeignThread>(parts_, channel_, forget_);
  ThreadWatch watch([this, self] {
    {
      const std::lock_guard<std::mutex> lock(lock_);
      known_.erase(self->id());
    }
    self->ended();
  });
  {
    const std::lock_guard<std::mutex> lock(lock_);
    known_[self->id()] = self;
  }
  // The handle in the watch keeps the thread's number from being given to another one before the watch has run.
  watch.start(currentThread());
  self_.set(self.get());
  return self.get();
}

void ForeignThreads::offer(std::uint32_t thread, LaneOrder order) {
  const Shared waiting = find(thread);
  if (waiting == nullptr || !waiting->offer(std::move(order))) {
    refuse(thread);
  }
}

void ForeignThreads::deny(std::uint32_t thread) {
  const Shared waiting = find(thread);
  if (waiting == nullptr || !waiting->deny()) {
    refuse(thread);
  }
}

ForeignThreads::Shared ForeignThreads::find(std::uint32_t thread) {
  const std::lock_guard<std::mutex> lock(lock_);
  const auto found = known_.find(thread);
  return found == known_.end() ? nullptr : found->second;
}

}  // namespace bascule
