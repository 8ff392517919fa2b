#include "peer/foreign_lanes.h"

#include <chrono>
#include <cstring>
#include <stdexcept>

namespace bascule::test {
namespace {

/// Numbers that Jvm::openLane does not come to.
constexpr std::uint32_t kFirstNumber = 10;

}  // namespace

ForeignLanes::~ForeignLanes() {
  while (!open_.empty()) {
    end(open_.begin()->first);
  }
}

wire::Message ForeignLanes::next() {
  const auto bytes = jvm_.host().receive();
  if (bytes.empty()) {
    throw std::runtime_error("the host has gone: " + jvm_.host().errorOutput());
  }
  const wire::Frame& frame = *wire::GetFrame(bytes.data());
  if (const auto* wanted = frame.message_as_WantLane()) {
    want(*wanted);
  } else if (const auto* opened = frame.message_as_LaneOpened()) {
    opened_ = opened->lane();
    const auto found = open_.find(opened_);
    if (found != open_.end()) {
      found->second.lane->unlinkBells();
    }
    most_ = std::max(most_, open_.size());
  } else if (const auto* ended = frame.message_as_LaneEnded()) {
    end(ended->lane());
  } else if (const auto* failure = frame.message_as_Failure()) {
    failure_ = std::string(wire::EnumNameFailureCode(failure->code())) + ": " + failure->detail()->str();
    end(frame.id());
  } else if (frame.message_as_Done() == nullptr) {
    throw std::runtime_error(std::string("unexpected on the control channel: ") +
                             wire::EnumNameMessage(frame.message_type()));
  }
  return frame.message_type();
}

void ForeignLanes::untilOpened(std::uint32_t lane) {
  while (opened_ != lane) {
    next();
  }
}

void ForeignLanes::untilEnded(int count) {
  for (int ended = 0; ended < count; ended += next() == wire::Message::LaneEnded) {
  }
}

void ForeignLanes::want(const wire::WantLane& wanted) {
  asked_.push_back(wanted.thread_id());
  ReplyWriter answer;
  if (denies_) {
    answer.finish(1, wire::CreateDenyLane(answer.fresh(), wanted.thread_id()));
    return jvm_.host().send(answer);
  }
  std::uint32_t id = kFirstNumber;
  while (open_.count(id) != 0) {
    ++id;
  }
  std::uint8_t* window = jvm_.windowOf(id);
  std::memset(window, 0, JavaLane::kFirst);
  Open& open = open_[id];
  open.lane = std::make_unique<JavaLane>(id, window, Jvm::kWindow, jvm_.directory(), jvm_.spinBudget());
  open.lane->describe(answer, wanted.thread_id());
  if (spoils_) {
    open.lane->unlinkBells();
  }
  open.thread = std::thread([this, &open] {
    JavaThread(*open.lane, handler_).serve();
    open.served = true;
  });
  jvm_.host().send(answer);
}

void ForeignLanes::end(std::uint32_t lane) {
  Open& open = open_.at(lane);
  // The host may just be posting something, which hides that.
  while (!open.served) {
    open.lane->wakeByNothing();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  open.thread.join();
  open_.erase(lane);
}

}  // namespace bascule::test
