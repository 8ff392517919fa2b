#include "windows/lane.h"

#include <atomic>
#include <memory>

#include "portable/conversation.h"
#include "windows/bell.h"
#include "windows/crash_policy.h"
#include "windows/lane_service.h"
#include "windows/stack_guard.h"
#include "windows/windows_text.h"

namespace bascule {
namespace {

// What Windows programs usually have is 1 MiB; address space is scarce on x86 only.
constexpr SIZE_T kStackReserve = sizeof(void*) == 8 ? 8U << 20 : 2U << 20;

struct LaneThread {
  LaneOrder order;
  HostParts& parts;
  ControlChannel& channel;
  std::function<void()> closed;
  std::atomic<bool> finished{false};

  LaneThread(LaneOrder what, HostParts& with, ControlChannel& answers, std::function<void()> then)
      : order(std::move(what)), parts(with), channel(answers), closed(std::move(then)) {}
};

using SharedLane = std::shared_ptr<LaneThread>;

struct Bells {
  Bell host;
  Bell java;
};

Bells openBells(const LaneOrder& order) {
  return Bells{Bell(order.hostBell, Bell::End::Listening), Bell(order.javaBell, Bell::End::Ringing)};
}

void converse(const LaneThread& lane) {
  Bells bells = openBells(lane.order);
  Road<Bell> road(lane.order.window.base(), Side::Host, bells.host, bells.java, SpinBudget(lane.order.spinRounds));
  LaneService service(lane.parts, lane.closed);
  Conversation<Bell, LaneService> conversation(lane.order.window, road, service);
  {
    ReplyWriter opened;
    opened.finish(lane.order.requestId, wire::CreateLaneOpened(opened.fresh(), lane.order.lane, GetCurrentThreadId()));
    lane.channel.write(opened);
  }
  conversation.serve();
}

void runLane(LaneThread& lane) {
  armStackGuard();
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

struct Watch {
  SharedLane lane;
  Handle thread;
};

/// A lane's thread has ended. If it was the DLL that ended it, nobody would ever answer the lane's call.
void CALLBACK threadEnded(PTP_CALLBACK_INSTANCE, void* argument, PTP_WAIT wait, TP_WAIT_RESULT) {
  const std::unique_ptr<Watch> watch(static_cast<Watch*>(argument));
  if (!watch->lane->finished) {
    endProcess(ExitStatus::RoadBroken,
               "the thread of lane " + std::to_string(watch->lane->order.lane) + " was ended by what it called");
  }
  CloseThreadpoolWait(wait);
}

[[noreturn]] void refuse(const std::string& problem) {
  const DWORD error = GetLastError();
  throw Refusal(wire::FailureCode::LaneFailed, problem + ", " + win32Text(error), error);
}

}  // namespace

void startLane(LaneOrder order, HostParts& parts, ControlChannel& channel, std::function<void()> closed) {
  const auto lane = std::make_shared<LaneThread>(std::move(order), parts, channel, std::move(closed));
  auto watch = std::make_unique<Watch>(Watch{lane, Handle()});
  const PTP_WAIT wait = CreateThreadpoolWait(threadEnded, watch.get(), nullptr);
  if (wait == nullptr) {
    refuse("no thread can be watched");
  }
  auto argument = std::make_unique<SharedLane>(lane);
  watch->thread = Handle(
      CreateThread(nullptr, kStackReserve, threadMain, argument.get(), STACK_SIZE_PARAM_IS_A_RESERVATION, nullptr));
  if (!watch->thread.valid()) {
    CloseThreadpoolWait(wait);
    refuse("no thread can be started");
  }
  argument.release();  // the thread owns it now
  SetThreadpoolWait(wait, watch->thread.get(), nullptr);
  watch.release();  // threadEnded owns it now
}

}  // namespace bascule
