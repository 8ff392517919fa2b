#pragma once

namespace bascule {

/// Has a function that Wine exports without code for it cost its call, not the process. For all threads, from now on.
void installStubPolicy();

}  // namespace bascule
