#include "windows/session.h"

#include "portable/frame_copy.h"
#include "portable/spin_budget.h"
#include "portable/text.h"
#include "windows/hello.h"
#include "windows/lane.h"
#include "windows/orderly_end.h"
#include "windows/pointers.h"
#include "windows/thread_stack.h"

namespace bascule {
namespace {

/// Longer than any DLL function that is worth spinning for, shorter than what a wake-up costs on an idle machine.
constexpr std::uint32_t kLongestSpinMicroseconds = 50;

/// A window smaller than this has no room for a useful reply.
constexpr std::uint32_t kSmallestWindow = 4096;

}  // namespace

Session::Session(ControlPipes pipes)
    : channel_(std::move(pipes)),
      foreign_(parts_, channel_, current_, [this](std::uint32_t lane) { forget(lane); }),
      upcalls_(foreign_, current_),
      parts_(upcalls_),
      spinRounds_(spinRounds(kLongestSpinMicroseconds)) {}

void Session::run() {
  while (true) {
    try {
      const auto bytes = channel_.read();
      if (!bytes && !greeted_) {
        endProcess(ExitStatus::ChannelClosed,
                   "the control channel ended before Hello, with Windows error " + std::to_string(channel_.endError()));
      }
      if (!bytes) {
        endOrderly(ExitStatus::ChannelClosed);
      }
      serve(*bytes);
    } catch (const Refusal& refusal) {
      // Only read throws here: the next frame's start is unknown.
      reply_.fail(0, refusal);
      channel_.write(reply_);
      endProcess(ExitStatus::ChannelClosed, refusal.detail);
    }
  }
}

void Session::serve(const std::vector<std::uint8_t>& bytes) {
  const FrameCopy copy(bytes.data(), static_cast<std::uint32_t>(bytes.size()));
  const std::uint32_t id = copy.frame() == nullptr ? 0 : copy.frame()->id();
  try {
    if (copy.frame() == nullptr) {
      throw Refusal(wire::FailureCode::BadFrame,
                    "the " + std::to_string(bytes.size()) + " bytes do not pass FlatBuffers' verifier as a Frame");
    }
    greeted_ ? answer(*copy.frame()) : greet(*copy.frame());
  } catch (const Refusal& refusal) {
    reply_.fail(id, refusal);
    channel_.write(reply_);
    if (!greeted_ && refusal.code != wire::FailureCode::AddressTaken) {
      endProcess(ExitStatus::HelloRefused, refusal.detail);
    }
  }
}

void Session::greet(const wire::Frame& frame) {
  const wire::Hello* hello = frame.message_as_Hello();
  if (hello == nullptr) {
    throw Refusal(wire::FailureCode::UnexpectedMessage,
                  std::string(wire::EnumNameMessage(frame.message_type())) + " came before Hello");
  }
  answerHello(parts_.arena, frame.id(), *hello, reply_);
  limitEnd(hello->end_milliseconds());
  if (hello->alone()) {
    spinRounds_ = 0;
  }
  greeted_ = true;
  channel_.write(reply_);
}

void Session::answer(const wire::Frame& frame) {
  using wire::Message;
  switch (frame.message_type()) {
    case Message::OpenLane: return openLane(frame.id(), *frame.message_as_OpenLane());
    case Message::DenyLane: return denyLane(frame.id(), *frame.message_as_DenyLane());
    case Message::MapSegment: parts_.arena.map(*frame.message_as_MapSegment()->segment()); return done(frame.id());
    case Message::UnmapSegment: unmap(*frame.message_as_UnmapSegment()); return done(frame.id());
    case Message::LookAtThread:
      answerLookAtThread(frame.id(), *frame.message_as_LookAtThread(), reply_);
      return channel_.write(reply_);
    case Message::Ping:
      reply_.finish(frame.id(), wire::CreatePong(reply_.fresh(), frame.message_as_Ping()->payload()));
      return channel_.write(reply_);
    case Message::Goodbye: done(frame.id()); endOrderly(ExitStatus::Goodbye);
    default:
      throw Refusal(wire::FailureCode::UnexpectedMessage, std::string(wire::EnumNameMessage(frame.message_type())) +
                                                              " does not belong on the control channel");
  }
}

void Session::openLane(std::uint32_t id, const wire::OpenLane& request) {
  const std::uint64_t window = request.window();
  if (request.size() < kSmallestWindow || window % Window::kAlignment != 0 ||
      !parts_.arena.contains(window, request.size())) {
    throw Refusal(wire::FailureCode::BadArgument,
                  "a lane's window is aligned to " + std::to_string(Window::kAlignment) + ", has at least " +
                      std::to_string(kSmallestWindow) + " bytes and lies in one segment of the arena; not so " +
                      std::to_string(request.size()) + " bytes at " + hex(window));
  }
  LaneOrder order{id,
                  request.lane(),
                  Window(pointer<std::uint8_t>(window), request.size()),
                  request.host_bell()->str(),
                  request.java_bell()->str(),
                  spinRounds_};
  {
    const std::lock_guard<std::mutex> lock(lanesLock_);
    if (!lanes_.emplace(request.lane(), window).second) {
      throw Refusal(wire::FailureCode::BadArgument, "lane " + std::to_string(request.lane()) + " is open already");
    }
  }
  try {
    startOrOffer(request, std::move(order));
  } catch (const Refusal&) {
    forget(request.lane());
    throw;
  }
}

void Session::startOrOffer(const wire::OpenLane& request, LaneOrder order) {
  if (request.thread_id() == 0) {
    startLane(std::move(order), parts_, current_, channel_, [this, lane = request.lane()] { forget(lane); });
  } else {
    foreign_.offer(request.thread_id(), std::move(order));
  }
}

void Session::denyLane(std::uint32_t id, const wire::DenyLane& request) {
  foreign_.deny(request.thread_id());
  done(id);
}

void Session::forget(std::uint32_t lane) {
  const std::lock_guard<std::mutex> lock(lanesLock_);
  lanes_.erase(lane);
}

void Session::unmap(const wire::UnmapSegment& request) {
  const std::lock_guard<std::mutex> lock(lanesLock_);
  for (const auto& [lane, window] : lanes_) {
    if (parts_.arena.segmentOf(window) == request.address()) {
      throw Refusal(wire::FailureCode::BadArgument,
                    "lane " + std::to_string(lane) + " lies in the segment at " + hex(request.address()));
    }
  }
  parts_.arena.unmap(request.address());
}

void Session::done(std::uint32_t id) {
  reply_.finish(id, wire::CreateDone(reply_.fresh()));
  channel_.write(reply_);
}

}  // namespace bascule
