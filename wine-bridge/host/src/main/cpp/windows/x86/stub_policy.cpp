#include "windows/stub_policy.h"

namespace bascule {

// The chain of handlers on the x86 stack needs nobody's unwind information.
void installStubPolicy() {}

}  // namespace bascule
