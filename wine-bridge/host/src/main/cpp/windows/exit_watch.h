#pragma once

namespace bascule {

/// Sees to it that a DLL which ends the process does not do so without a word: who called what is told first.
void watchExits();

}  // namespace bascule
