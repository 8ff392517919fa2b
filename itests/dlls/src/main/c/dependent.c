/* A DLL that needs another one from its own directory. */
#include "export.h"

__declspec(dllimport) int triple(int value);

EXPORT int triple_and_one(int value) { return triple(value) + 1; }
