#pragma once

#include "windows/crash_policy.h"

namespace bascule {

/// Ends the process as Windows ends one: what was printed is written, and each DLL gets its DLL_PROCESS_DETACH, so that
/// it can give back licences and ports. Whatever of that is not done after two seconds is not done. Only the first thread
/// that comes here ends the process; others wait for that.
[[noreturn]] void endOrderly(ExitStatus status);

}  // namespace bascule
