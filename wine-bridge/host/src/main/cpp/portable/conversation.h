#pragma once

#include <new>
#include <string>

#include "portable/call_request.h"
#include "portable/frame_copy.h"
#include "portable/refusal.h"
#include "portable/reply_writer.h"
#include "portable/road.h"
#include "portable/window.h"

namespace bascule {

/// The host's side of a lane: takes frames from the road, checks them, has them served and posts the answers.
///
/// `Service` has `wire::Outcome call(const CallRequest&)` and `void answer(const wire::Frame&, std::uint32_t room,
/// ReplyWriter&)`, which builds a reply of at most `room` bytes; both may throw Refusal. A service may come back here
/// from inside a call with `exchange`, to any depth: each depth has its own frame copy on the stack.
template <class Bell, class Service>
class Conversation {
 public:
  Conversation(Window window, Road<Bell>& road, Service& service) : window_(window), road_(road), service_(service) {}

  /// Serves requests until CloseLane has been answered.
  void serve() {
    serveUntil([](const wire::Frame&) { return false; });
  }

  /// Posts a frame of the host's own, which lies in the window already, and serves what comes until `isAnswer` claims a
  /// frame. False if the lane was closed instead.
  template <class IsAnswer>
  bool exchange(Placement frame, IsAnswer isAnswer) {
    road_.post(frame);
    return serveUntil(isAnswer);
  }

 private:
  enum class Next { Serve, Answered, Closed };

  template <class IsAnswer>
  bool serveUntil(IsAnswer isAnswer) {
    while (true) {
      switch (serveOne(isAnswer)) {
        case Next::Serve: break;
        case Next::Answered: return true;
        case Next::Closed: return false;
      }
    }
  }

  template <class IsAnswer>
  Next serveOne(IsAnswer& isAnswer) {
    const Placement request = road_.await();
    if (!window_.holds(request)) {
      refuse(request,
             Refusal(wire::FailureCode::BadFrame, "no frame may lie at offset " + std::to_string(request.offset) +
                                                      " with size " + std::to_string(request.size)));
      return Next::Serve;
    }
    try {
      return serveFrame(request, isAnswer);
    } catch (const Refusal& refusal) {
      refuse(request, refusal);
    } catch (const std::bad_alloc&) {
      refuse(request, Refusal(wire::FailureCode::OutOfMemory, "the host has no memory left for this request"));
    }
    return Next::Serve;
  }

  template <class IsAnswer>
  Next serveFrame(Placement request, IsAnswer& isAnswer) {
    const FrameCopy copy(window_.at(request.offset), request.size);
    if (copy.frame() == nullptr) {
      throw Refusal(wire::FailureCode::BadFrame,
                    "the " + std::to_string(request.size) + " bytes do not pass FlatBuffers' verifier as a Frame");
    }
    const wire::Frame& frame = *copy.frame();
    if (const wire::Call* call = frame.message_as_Call()) {
      serveCall(request, readCall(copy, *call));
      return Next::Serve;
    }
    if (isAnswer(frame)) {
      return Next::Answered;
    }
    service_.answer(frame, window_.roomAt(request.offset), reply_);
    const bool closes = frame.message_type() == wire::Message::CloseLane;
    postReply(request);
    return closes ? Next::Closed : Next::Serve;
  }

  void serveCall(Placement request, const CallRequest& call) {
    const std::uint32_t outcomeAt = request.offset + call.outcomeOffset;
    const wire::Outcome outcome = service_.call(call);
    std::memcpy(window_.at(outcomeAt), &outcome, sizeof outcome);
    road_.post(request);
  }

  void refuse(Placement request, const Refusal& refusal) {
    reply_.fail(0, refusal);
    postReply(request);
  }

  void postReply(Placement request) { road_.post(window_.put(request, reply_.bytes(), reply_.size())); }

  Window window_;
  Road<Bell>& road_;
  Service& service_;
  ReplyWriter reply_;
};

}  // namespace bascule
