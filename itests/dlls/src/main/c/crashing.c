/* A DLL whose initialisation touches memory that is not there. */
#include <windows.h>

#include "export.h"

static int *volatile nowhere;

EXPORT int never(void) { return 1; }

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
  (void)module;
  (void)reserved;
  if (reason == DLL_PROCESS_ATTACH) *nowhere = 1;
  return TRUE;
}
