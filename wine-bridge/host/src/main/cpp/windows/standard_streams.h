#pragma once

#include "windows/handle.h"

namespace bascule {

/// The two ends of the control channel.
struct ControlPipes {
  Handle fromJvm;
  Handle toJvm;
};

/// Takes stdin and stdout away from the Win32 standard handles and the C runtime, so that nothing that a DLL reads or
/// prints touches the control channel: its output goes to stderr, its input is empty. No child process inherits the
/// pipes.
ControlPipes takeStandardStreams();

}  // namespace bascule
