#pragma once

#include "windows/arena.h"
#include "windows/heap.h"
#include "windows/module_loader.h"

namespace bascule {

/// What all lanes of the process share.
struct HostParts {
  Arena arena;
  Heap heap;
  ModuleLoader loader;
};

}  // namespace bascule
