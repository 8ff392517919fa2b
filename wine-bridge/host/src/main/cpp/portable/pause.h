#pragma once

namespace bascule {

/// Tells the CPU that this is a spin loop.
inline void spinPause() { __builtin_ia32_pause(); }

}  // namespace bascule
