// Windows' bcryptprimitives.dll for a Wine that has none: ProcessPrng, which programs in Rust and Go ask for random bytes.

#include <windows.h>

namespace {

/// RtlGenRandom, which advapi32 exports by this name only.
using GenRandom = BOOLEAN(WINAPI*)(void* into, ULONG size);

GenRandom findGenRandom() {
  const HMODULE advapi = LoadLibraryExW(L"advapi32.dll", nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
  return advapi == nullptr ? nullptr
                           : reinterpret_cast<GenRandom>(
                                 reinterpret_cast<void*>(GetProcAddress(advapi, "SystemFunction036")));
}

/// Faults here, in the caller's call, if the memory cannot be written: Wine would only say that it failed.
void touch(volatile BYTE* memory, SIZE_T size) {
  constexpr SIZE_T kPage = 4096;
  for (SIZE_T at = 0; at < size; at += kPage) {
    memory[at] = 0;
  }
  memory[size - 1] = 0;
}

}  // namespace

/// Fills the memory with random bytes. Callers rely on it never to fail, so that the process ends where it would.
extern "C" BOOL WINAPI ProcessPrng(BYTE* into, SIZE_T size) {
  constexpr SIZE_T kPiece = 1 << 20;
  const GenRandom genRandom = findGenRandom();
  for (SIZE_T done = 0; done < size; done += kPiece) {
    const SIZE_T piece = size - done < kPiece ? size - done : kPiece;
    touch(into + done, piece);
    if (genRandom == nullptr || !genRandom(into + done, static_cast<ULONG>(piece))) {
      TerminateProcess(GetCurrentProcess(), 1);
    }
  }
  return TRUE;
}

extern "C" BOOL WINAPI DllMain(HINSTANCE, DWORD, void*) { return TRUE; }
