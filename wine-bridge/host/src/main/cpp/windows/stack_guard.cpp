#include "windows/stack_guard.h"

#include <windows.h>

namespace bascule {
namespace {

constexpr ULONG kPage = 4096;
constexpr ULONG kReserve = 64 * 1024;

}  // namespace

void armStackGuard() {
  ULONG reserve = kReserve;
  SetThreadStackGuarantee(&reserve);
  // Wine has committed the whole stack and waits at its bottom. A guard page that is hit inside the guaranteed part
  // raises the exception; so one is put at its upper end.
  MEMORY_BASIC_INFORMATION stack{};
  VirtualQuery(&stack, &stack, sizeof stack);
  DWORD before = 0;
  VirtualProtect(static_cast<char*>(stack.AllocationBase) + kReserve, kPage, PAGE_READWRITE | PAGE_GUARD, &before);
}

}  // namespace bascule
