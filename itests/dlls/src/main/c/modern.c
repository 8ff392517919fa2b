/* Imports a part of newer Windows. */
#include "export.h"

__declspec(dllimport) unsigned long WebAuthNGetApiVersionNumber(void);

EXPORT unsigned long version(void) { return WebAuthNGetApiVersionNumber(); }
