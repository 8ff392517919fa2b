#include "windows/orderly_end.h"

#include <windows.h>

#include <atomic>

#include "windows/c_runtimes.h"
#include "windows/call.h"
#include "windows/handle.h"

namespace bascule {
namespace {

constexpr DWORD kLongestMilliseconds = 2000;

UINT endStatus = 0;

DWORD WINAPI endAfterLimit(void*) {
  Sleep(kLongestMilliseconds);
  TerminateProcess(GetCurrentProcess(), endStatus);
  return 0;
}

/// DLLs whose code is torn down under their own threads are not worth a word any more.
LONG WINAPI endOnException(EXCEPTION_POINTERS*) {
  TerminateProcess(GetCurrentProcess(), endStatus);
  return EXCEPTION_CONTINUE_SEARCH;
}

/// What ExitProcess does when it has ended all other threads, that with the limit among them.
std::uintptr_t detachAll(void*) {
  HMODULE ntdll = GetModuleHandleW(L"ntdll");
  const auto shutdown =
      reinterpret_cast<void(NTAPI*)()>(reinterpret_cast<void*>(GetProcAddress(ntdll, "LdrShutdownProcess")));
  if (shutdown != nullptr) {
    shutdown();
  }
  return 0;
}

}  // namespace

void endOrderly(ExitStatus status) {
  static std::atomic<bool> begun{false};
  if (begun.exchange(true)) {
    Sleep(INFINITE);
  }
  endStatus = static_cast<UINT>(status);
  SetUnhandledExceptionFilter(endOnException);
  const Handle limit(CreateThread(nullptr, 0, endAfterLimit, nullptr, 0, nullptr));
  if (limit.valid()) {
    flushCRuntimes();
    attempt(detachAll, nullptr);
  }
  endProcess(status);
}

}  // namespace bascule
