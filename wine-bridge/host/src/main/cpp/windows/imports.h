#pragma once

#include <windows.h>

namespace bascule {

/// Has a module call another function than the one that it imports by this name. The former one; null if it imports
/// none of that name.
void* replaceImport(HMODULE module, const char* name, void* replacement);

}  // namespace bascule
