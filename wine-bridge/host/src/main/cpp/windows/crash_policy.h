#pragma once

#include <windows.h>

#include <string_view>

namespace bascule {

/// What the process ends with, other than by an exception's code.
enum class ExitStatus : UINT { Goodbye = 0, ChannelClosed = 1, HelloRefused = 2, RoadBroken = 3 };

/// Sees to it that no error shows a dialog or starts a debugger (both would hang the caller), and that an exception
/// which nobody handles, in whatever thread, ends the process with one line on stderr and the exception's code.
void installCrashPolicy();

/// One line on stderr.
void warn(std::string_view text);

/// Ends the process at once: no DllMain, no destructors, whatever the other threads do.
[[noreturn]] void endProcess(ExitStatus status);
[[noreturn]] void endProcess(ExitStatus status, std::string_view reason);

}  // namespace bascule
