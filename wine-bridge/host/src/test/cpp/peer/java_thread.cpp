#include "peer/java_thread.h"

#include <cstring>
#include <stdexcept>

#include "portable/frame_copy.h"

namespace bascule::test {
namespace {

std::uint32_t roundedUp(std::uint32_t offset) { return (offset + 15) & ~15U; }

[[noreturn]] void fail(const std::string& problem) { throw std::runtime_error(problem); }

}  // namespace

JavaThread::JavaThread(JavaLane& lane, Handler handler) : lane_(lane), handler_(std::move(handler)) {}

wire::Outcome JavaThread::call(std::uint64_t function, const Slots& slots, std::uint8_t flags) {
  ReplyWriter request;
  buildCall(request, function, slots, flags);
  const Placement frame = put(request.bytes(), request.size());
  const Placement got = exchange(frame);
  const std::uint8_t* at = lane_.window() + got.offset;
  if (!(got == frame)) {
    const FrameCopy copy(at, got.size);
    fail(copy.frame() == nullptr || copy.frame()->message_as_Failure() == nullptr
             ? "a Call was answered by something else"
             : copy.frame()->message_as_Failure()->detail()->str());
  }
  const wire::Outcome outcome = lane_.outcome(frame);
  top_ = frame.offset;
  return outcome;
}

LaneReply JavaThread::request(const ReplyWriter& writer) {
  const Placement frame = put(writer.bytes(), writer.size());
  const Placement got = exchange(frame);
  const std::uint8_t* at = lane_.window() + got.offset;
  top_ = frame.offset;
  return LaneReply{got, std::vector<std::uint8_t>(at, at + got.size)};
}

std::uint64_t JavaThread::createThunk(const ThunkPlan& plan) {
  ReplyWriter create;
  buildCreateThunk(create, plan);
  const LaneReply reply = request(create);
  const auto* created = reply.frame().message_as_ThunkCreated();
  return created == nullptr ? 0 : created->address();
}

void JavaThread::freeThunk(std::uint64_t address) {
  ReplyWriter writer;
  writer.finish(0, wire::CreateFreeThunk(writer.fresh(), address));
  if (request(writer).frame().message_as_Done() == nullptr) {
    fail("FreeThunk was refused");
  }
}

void JavaThread::serve() {
  while (true) {
    const Placement upcall = lane_.await();
    if (upcall.size == 0) {
      return;
    }
    answer(upcall);
  }
}

Placement JavaThread::put(const std::uint8_t* frame, std::uint32_t size) {
  const Placement at{roundedUp(top_), size};
  std::memcpy(lane_.window() + at.offset, frame, size);
  top_ = at.offset + size;
  return at;
}

Placement JavaThread::exchange(Placement frame) {
  lane_.stack(top_);
  lane_.post(frame);
  while (true) {
    const Placement got = lane_.await();
    if (got.offset == frame.offset) {
      return got;
    }
    answer(got);
  }
}

void JavaThread::answer(Placement frame) {
  if (frame.offset < top_ || frame.offset % 16 != 0) {
    fail("an upcall lies at " + std::to_string(frame.offset) + ", below " + std::to_string(top_));
  }
  const std::uint64_t callback = lane_.callback();
  const Slots slots = slotsOf(frame, callback);
  const std::uint32_t before = top_;
  top_ = frame.offset + frame.size;
  const UpcallResult result = handler_(*this, callback, slots);
  top_ = before;
  lane_.stack(full_ ? Jvm::kWindow - 16 : top_);
  if (result.written) {
    lane_.answer(frame, result.integer, result.floating);
  } else {
    lane_.post(frame);
  }
}

JavaThread::Slots JavaThread::slotsOf(Placement frame, std::uint64_t callback) const {
  // The frame of an upcall with so few slots that they come with the turn is not in the window; its size tells.
  ReplyWriter writer;
  for (std::uint32_t count = 0; count <= TurnCells().size(); ++count) {
    buildUpcall(writer, callback, count);
    if (writer.size() == frame.size) {
      const TurnCells cells = lane_.cells();
      return Slots(cells.begin(), cells.begin() + count);
    }
  }
  const FrameCopy copy(lane_.window() + frame.offset, frame.size);
  const wire::Upcall* upcall = copy.frame() == nullptr ? nullptr : copy.frame()->message_as_Upcall();
  if (upcall == nullptr || upcall->callback() != callback) {
    fail("something else came where an upcall was expected");
  }
  return Slots(upcall->slots()->begin(), upcall->slots()->end());
}

}  // namespace bascule::test
