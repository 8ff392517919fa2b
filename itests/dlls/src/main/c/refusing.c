/* A DLL whose initialisation says no. */
#include <windows.h>

#include "export.h"

EXPORT int never(void) { return 1; }

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved) {
  (void)module;
  (void)reserved;
  return reason != DLL_PROCESS_ATTACH;
}
