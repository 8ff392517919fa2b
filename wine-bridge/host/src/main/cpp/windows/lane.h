#pragma once

#include "windows/control_channel.h"
#include "windows/current_lane.h"
#include "windows/lane_end.h"

namespace bascule {

/// Starts the lane's thread. The thread opens the bells and answers the request itself, so that neither a FIFO nor a
/// DLL's DllMain, which Windows runs first on a new thread, can hold up the control channel. `closed` is called before
/// its last answer. Throws Refusal (LaneFailed) if there is no thread.
void startLane(LaneOrder order, HostParts& parts, CurrentLane& current, ControlChannel& channel,
               std::function<void()> closed);

}  // namespace bascule
