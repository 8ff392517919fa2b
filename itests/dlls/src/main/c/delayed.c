/* Imports that are looked for at the first call: of late.dll, which is not there, and what sibling.dll does not have. */
#include "export.h"

__declspec(dllimport) int late_fn(int value);
__declspec(dllimport) int not_there(int value);

EXPORT int early(int value) { return value + 1; }
EXPORT int use_late(int value) { return late_fn(value) + 1; }
EXPORT int use_missing(int value) { return not_there(value) + 1; }
