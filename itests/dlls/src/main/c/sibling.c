/* The DLL beside dependent.dll. */
#include "export.h"

EXPORT int triple(int value) { return 3 * value; }
