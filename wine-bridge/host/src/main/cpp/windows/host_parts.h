#pragma once

#include "portable/thunk_pool.h"
#include "windows/arena.h"
#include "windows/heap.h"
#include "windows/module_loader.h"
#include "windows/thunk_chunk.h"

namespace bascule {

/// What all lanes of the process share.
struct HostParts {
  /// `receiver` makes the upcalls of all thunks.
  explicit HostParts(UpcallReceiver& receiver) : thunks([&receiver] { return makeThunkChunk(receiver); }) {}

  Arena arena;
  Heap heap;
  ModuleLoader loader;
  ThunkPool thunks;
};

}  // namespace bascule
