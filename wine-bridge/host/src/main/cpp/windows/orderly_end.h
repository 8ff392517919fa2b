#pragma once

#include <cstdint>

#include "windows/crash_policy.h"

namespace bascule {

/// Ends the process as Windows ends one: what was printed is written, and each DLL gets its DLL_PROCESS_DETACH, so that
/// it can give back licences and ports. Whatever of that is not done within the limit is not done; with a limit of 0 nothing
/// is. Only the first thread that comes here ends the process; others wait for that.
[[noreturn]] void endOrderly(ExitStatus status);

/// Sets the limit, once, and starts the thread that keeps it: at the end no new thread might come to run, since a thread of
/// a DLL may hold the loader lock. Without it nothing is told to DLLs.
void limitEnd(std::uint32_t milliseconds);

}  // namespace bascule
