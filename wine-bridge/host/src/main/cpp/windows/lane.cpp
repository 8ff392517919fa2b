#include "windows/lane.h"

#include <memory>

#include "portable/conversation.h"
#include "windows/bell.h"
#include "windows/lane_service.h"
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
};

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
  LaneService service(lane.parts);
  Conversation<Bell, LaneService> conversation(lane.order.window, road, service);
  {
    ReplyWriter opened;
    opened.finish(lane.order.requestId, wire::CreateLaneOpened(opened.fresh(), lane.order.lane, GetCurrentThreadId()));
    lane.channel.write(opened);
  }
  conversation.serve();
}

DWORD WINAPI runLane(void* argument) {
  const std::unique_ptr<LaneThread> lane(static_cast<LaneThread*>(argument));
  try {
    converse(*lane);
  } catch (const Refusal& refusal) {
    ReplyWriter reply;
    reply.fail(lane->order.requestId, refusal);
    lane->channel.write(reply);
  }
  lane->closed();
  return 0;
}

}  // namespace

void startLane(LaneOrder order, HostParts& parts, ControlChannel& channel, std::function<void()> closed) {
  auto lane = std::make_unique<LaneThread>(LaneThread{std::move(order), parts, channel, std::move(closed)});
  const Handle thread(
      CreateThread(nullptr, kStackReserve, runLane, lane.get(), STACK_SIZE_PARAM_IS_A_RESERVATION, nullptr));
  if (!thread.valid()) {
    const DWORD error = GetLastError();
    throw Refusal(wire::FailureCode::LaneFailed, "no thread can be started, " + win32Text(error), error);
  }
  lane.release();  // the thread owns it now
}

}  // namespace bascule
