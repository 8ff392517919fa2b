#pragma once

#include <vector>

#include "portable/thunk_pool.h"

namespace bascule {

/// Makes a thousand thunks at once, all for `receiver`. Their code never changes afterwards: its pages can be executed
/// but not written, those of the records the other way round. They last as long as the process. Throws Refusal
/// (OutOfMemory).
std::vector<ThunkPlace> makeThunkChunk(UpcallReceiver& receiver);

}  // namespace bascule
