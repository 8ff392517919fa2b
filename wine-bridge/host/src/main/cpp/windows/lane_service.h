#pragma once

#include "portable/call_request.h"
#include "portable/reply_writer.h"
#include "windows/call.h"
#include "windows/host_parts.h"

namespace bascule {

/// What a lane can do, on the lane's thread.
class LaneService {
 public:
  explicit LaneService(HostParts& parts) : parts_(parts) {}

  wire::Outcome call(const CallRequest& request) { return caller_.call(request); }
  void answer(const wire::Frame& frame, std::uint32_t room, ReplyWriter& reply);

 private:
  HostParts& parts_;
  Caller caller_;
};

}  // namespace bascule
