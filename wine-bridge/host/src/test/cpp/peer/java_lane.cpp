#include "peer/java_lane.h"

#include <cstring>
#include <stdexcept>

#include "portable/frame_copy.h"

namespace bascule::test {

const wire::Frame& LaneReply::frame() const {
  const FrameCopy copy(bytes.data(), static_cast<std::uint32_t>(bytes.size()));
  if (copy.frame() == nullptr) {
    throw std::runtime_error("the reply of " + std::to_string(bytes.size()) + " bytes is not a frame");
  }
  return *wire::GetFrame(bytes.data());
}

JavaLane::JavaLane(std::uint32_t id, std::uint8_t* window, std::uint32_t size, const std::string& directory,
                   SpinBudget budget)
    : id_(id),
      window_(window),
      size_(size),
      hostBell_(directory + "/host" + std::to_string(id)),
      javaBell_(directory + "/java" + std::to_string(id)),
      turns_(window, Side::Java, javaBell_, hostBell_, budget) {}

void JavaLane::wakeByNothing() {
  const auto word = [this](wire::LaneLayout at) { return SharedWord(window_ + number(at)); };
  word(wire::LaneLayout::ToJavaSize).settle(0);
  word(wire::LaneLayout::ToJavaTurn).exchange(turns_.expected());
  javaBell_.ring();
}

void JavaLane::describe(ReplyWriter& request, std::uint32_t thread) const {
  auto& builder = request.fresh();
  const auto host = builder.CreateString(hostBell_.path());
  const auto java = builder.CreateString(javaBell_.path());
  request.finish(
      id_, wire::CreateOpenLane(builder, id_, reinterpret_cast<std::uint64_t>(window_), size_, host, java, thread));
}

wire::Outcome JavaLane::outcome(Placement frame) const {
  const wire::Outcome outcome = turns_.outcome();
  const bool returned = outcome.status() == number(wire::CallStatus::Returned);
  return returned ? outcome : *wire::GetFrame(window_ + frame.offset)->message_as_Call()->outcome();
}

LaneReply JavaLane::exchange(const std::uint8_t* frame, std::uint32_t size, std::uint32_t offset) {
  std::memcpy(window_ + offset, frame, size);
  return exchange(Placement{offset, size});
}

LaneReply JavaLane::exchange(Placement frame) {
  const Placement answer = turn(frame);
  const std::uint8_t* at = window_ + answer.offset;
  return LaneReply{answer, std::vector<std::uint8_t>(at, at + answer.size)};
}

}  // namespace bascule::test
