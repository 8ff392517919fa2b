#pragma once

namespace bascule {

/// Loads what this program has brought along of Windows' own modules and this Wine does not have: those who import them, or
/// load them by name later, find them loaded then. They lie beside the program, in "supplied".
void supplyModules();

}  // namespace bascule
