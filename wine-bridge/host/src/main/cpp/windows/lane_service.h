#pragma once

#include <functional>

#include "portable/call_request.h"
#include "portable/reply_writer.h"
#include "windows/call.h"
#include "windows/host_parts.h"

namespace bascule {

/// What a lane can do, on the lane's thread.
class LaneService {
 public:
  /// `closing` is called before CloseLane is answered: what comes after the answer finds the lane gone.
  LaneService(HostParts& parts, std::function<void()> closing) : parts_(parts), closing_(std::move(closing)) {}

  wire::Outcome call(const CallRequest& request) { return caller_.call(request); }
  void answer(const wire::Frame& frame, std::uint32_t room, ReplyWriter& reply);

 private:
  HostParts& parts_;
  std::function<void()> closing_;
  Caller caller_;
};

}  // namespace bascule
