#include "windows/lane.h"

#include <atomic>
#include <memory>

#include "windows/crash_policy.h"
#include "windows/last_words.h"
#include "windows/stack_guard.h"
#include "windows/thread_watch.h"
#include "windows/windows_text.h"

namespace bascule {
namespace {

// What Windows programs usually have is 1 MiB. Here a thousand calls and upcalls shall nest, of 1 to 2 KiB each without
// what the DLL takes for itself; address space is scarce on x86 only.
constexpr SIZE_T kStackReserve = sizeof(void*) == 8 ? 8U << 20 : 4U << 20;

struct LaneThread {
  LaneOrder order;
  HostParts& parts;
  CurrentLane& current;
  ControlChannel& channel;
  std::function<void()> closed;
  std::atomic<bool> finished{false};

  LaneThread(LaneOrder what, HostParts& with, CurrentLane& now, ControlChannel& answers, std::function<void()> then)
      : order(std::move(what)), parts(with), current(now), channel(answers), closed(std::move(then)) {}
};

using SharedLane = std::shared_ptr<LaneThread>;

/// Makes this lane the current one. A DLL that has called a thunk when the thread was new, in DllMain, has got it a
/// lane before; that one comes back in the end.
class AsCurrent {
 public:
  AsCurrent(CurrentLane& current, LaneEnd& lane) : current_(current), before_(current.get()) { current_.set(&lane); }
  AsCurrent(const AsCurrent&) = delete;
  AsCurrent& operator=(const AsCurrent&) = delete;
  ~AsCurrent() { current_.set(before_); }

 private:
  CurrentLane& current_;
  LaneEnd* const before_;
};

void converse(const LaneThread& lane) {
  LaneEnd end(lane.order, lane.parts, lane.closed);
  const AsCurrent current(lane.current, end);
  {
    ReplyWriter opened;
    opened.finish(lane.order.requestId, wire::CreateLaneOpened(opened.fresh(), lane.order.lane, GetCurrentThreadId()));
    lane.channel.write(opened);
  }
  end.serve();
}

void runLane(LaneThread& lane) {
  armStackGuard();
  thisThreadServes();
  try {
    converse(lane);
  } catch (const Refusal& refusal) {
    lane.closed();
    ReplyWriter reply;
    reply.fail(lane.order.requestId, refusal);
    lane.channel.write(reply);
  }
  lane.finished = true;
}

DWORD WINAPI threadMain(void* argument) {
  const std::unique_ptr<SharedLane> lane(static_cast<SharedLane*>(argument));
  runLane(**lane);
  return 0;
}

/// If it was the DLL that ended the thread, nobody would ever answer the lane's call.
void checkEnd(const LaneThread& lane) {
  if (!lane.finished) {
    endProcess(ExitStatus::RoadBroken,
               "the thread of lane " + std::to_string(lane.order.lane) + " was ended by what it called");
  }
}

}  // namespace

void startLane(LaneOrder order, HostParts& parts, CurrentLane& current, ControlChannel& channel,
               std::function<void()> closed) {
  const auto lane = std::make_shared<LaneThread>(std::move(order), parts, current, channel, std::move(closed));
  ThreadWatch watch([lane] { checkEnd(*lane); });
  auto argument = std::make_unique<SharedLane>(lane);
  Handle thread(
      CreateThread(nullptr, kStackReserve, threadMain, argument.get(), STACK_SIZE_PARAM_IS_A_RESERVATION, nullptr));
  if (!thread.valid()) {
    const DWORD error = GetLastError();
    throw Refusal(wire::FailureCode::LaneFailed, "no thread can be started, " + win32Text(error), error);
  }
  argument.release();  // the thread owns it now
  watch.start(std::move(thread));
}

}  // namespace bascule
