#pragma once

#include <functional>
#include <string>

#include "portable/window.h"
#include "windows/control_channel.h"
#include "windows/host_parts.h"

namespace bascule {

/// Everything that a lane's thread needs to know.
struct LaneOrder {
  std::uint32_t requestId;
  std::uint32_t lane;
  Window window;
  std::string hostBell;
  std::string javaBell;
  std::uint32_t spinRounds;
};

/// Starts the lane's thread. The thread opens the bells and answers the request itself, so that neither a FIFO nor a
/// DLL's DllMain, which Windows runs first on a new thread, can hold up the control channel. `closed` is called before
/// its last answer. Throws Refusal (LaneFailed) if there is no thread.
void startLane(LaneOrder order, HostParts& parts, ControlChannel& channel, std::function<void()> closed);

}  // namespace bascule
