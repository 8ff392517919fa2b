/* What a DLL does when its process ends, and what it prints without being asked to flush. */
#include <stdio.h>
#include <string.h>
#include <windows.h>

#include "export.h"

static char farewell[MAX_PATH];
static volatile int hangs;
static unsigned long pause_at_end;

/* The file is made when the DLL is told of the end. */
EXPORT void leave_file_at_end(const char *path) { strncpy(farewell, path, sizeof farewell - 1); }
EXPORT void pause_before(unsigned long milliseconds) { pause_at_end = milliseconds; }
EXPORT void hang_at_end(void) { hangs = 1; }

EXPORT int print_only(const char *text) { return printf("%s", text); }

/* By a runtime that is loaded just now, by the DLL itself. */
EXPORT int print_with(const char *runtime, const char *line) {
  const HMODULE module = LoadLibraryA(runtime);
  void *address = module ? (void *)GetProcAddress(module, "puts") : NULL;
  return address ? ((int (*)(const char *))address)(line) : -1;
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) {
  (void)instance;
  (void)reserved;
  if (reason == DLL_PROCESS_DETACH) {
    Sleep(pause_at_end);
    if (farewell[0]) {
      CloseHandle(CreateFileA(farewell, GENERIC_WRITE, 0, NULL, CREATE_NEW, 0, NULL));
    }
    while (hangs) Sleep(1000);
  }
  return TRUE;
}
