#include "windows/stack_guard.h"

#include <windows.h>

namespace bascule {
namespace {

constexpr ULONG kPage = 4096;
constexpr ULONG kReserve = 64 * 1024;

/// TEB.DeallocationStack: what GetCurrentThreadStackLimits gives out, and SwitchToFiber changes.
std::uintptr_t stackBottom() {
  std::uintptr_t bottom;
#ifdef _WIN64
  __asm__ volatile("movq %%gs:0x1478, %0" : "=r"(bottom));
#else
  __asm__ volatile("movl %%fs:0xe0c, %0" : "=r"(bottom));
#endif
  return bottom;
}

}  // namespace

void armStackGuard() {
  ULONG reserve = kReserve;
  SetThreadStackGuarantee(&reserve);
  // Wine has committed the whole stack and waits at its bottom. A guard page that is hit inside the guaranteed part
  // raises the exception; so one is put at its upper end.
  DWORD before = 0;
  VirtualProtect(reinterpret_cast<char*>(stackBottom()) + kReserve, kPage, PAGE_READWRITE | PAGE_GUARD, &before);
}

std::uintptr_t stackFloor() { return stackBottom() + kReserve + kPage; }

}  // namespace bascule
