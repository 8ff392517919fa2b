/* Exports that stand for those of other DLLs, some of which lead nowhere. */
#include "export.h"

int forwarding_has_code(void);
int forwarding_has_code(void) { return 1; }
