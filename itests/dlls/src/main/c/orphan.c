/* A DLL that imports from absent.dll, of which there is an import library only. */
#include "export.h"

__declspec(dllimport) int lost(int value);

EXPORT int find(int value) { return lost(value); }
