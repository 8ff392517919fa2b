#pragma once

#include <windows.h>

namespace bascule {

// TEB.LastErrorValue, which GetLastError and SetLastError read and write: GS:[0x68] on x64, FS:[0x34] on x86. Touched
// directly, because two calls into kernel32 would be a tenth of a whole round trip. (The compiler takes the intrinsics
// of intrin.h for accesses out of bounds.)
#ifdef _WIN64
#define BASCULE_LAST_ERROR "%%gs:0x68"
#else
#define BASCULE_LAST_ERROR "%%fs:0x34"
#endif

inline DWORD lastError() {
  DWORD value;
  __asm__ volatile("movl " BASCULE_LAST_ERROR ", %0" : "=r"(value) : : "memory");
  return value;
}

inline void setLastError(DWORD value) { __asm__ volatile("movl %0, " BASCULE_LAST_ERROR : : "r"(value) : "memory"); }

#undef BASCULE_LAST_ERROR

}  // namespace bascule
