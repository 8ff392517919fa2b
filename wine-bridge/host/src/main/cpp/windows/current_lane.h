#pragma once

#include "windows/thread_local_pointer.h"

namespace bascule {

class LaneEnd;

/// The lane of the calling thread; null on a thread that has none.
using CurrentLane = ThreadLocalPointer<LaneEnd>;

}  // namespace bascule
