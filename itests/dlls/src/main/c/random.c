/* Asks for random bytes as programs in Rust do, which import the function, and as those in Go do, which look for it. */
#include <windows.h>

#include "export.h"

__declspec(dllimport) int __stdcall ProcessPrng(unsigned char *into, size_t size);

EXPORT int rust_bytes(unsigned char *into, size_t size) { return ProcessPrng(into, size); }

EXPORT int go_bytes(unsigned char *into, size_t size) {
  const HMODULE module = LoadLibraryExA("bcryptprimitives.dll", NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);
  void *address = module ? (void *)GetProcAddress(module, "ProcessPrng") : NULL;
  return address ? ((int(__stdcall *)(unsigned char *, size_t))address)(into, size) : -1;
}
