#include "windows/orderly_end.h"

#include <windows.h>

#include <atomic>
#include <cstdint>

#include "windows/c_runtimes.h"
#include "windows/call.h"
#include "windows/handle.h"
#include "windows/last_words.h"

namespace bascule {
namespace {

UINT endStatus = 0;
std::atomic<DWORD> limit{2000};

/// Set when the end begins; there from Hello on.
HANDLE ending = nullptr;

DWORD WINAPI endAfterLimit(void*) {
  WaitForSingleObject(ending, INFINITE);
  Sleep(limit);
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

void limitEnd(std::uint32_t milliseconds) {
  limit = milliseconds;
  ending = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  const Handle watch(ending == nullptr ? nullptr : CreateThread(nullptr, 0, endAfterLimit, nullptr, 0, nullptr));
  if (!watch.valid()) {
    ending = nullptr;
  }
}

void endOrderly(ExitStatus status) {
  static std::atomic<bool> begun{false};
  if (begun.exchange(true)) {
    Sleep(INFINITE);
  }
  if (limit == 0 || ending == nullptr) {
    endProcess(status);
  }
  endStatus = static_cast<UINT>(status);
  endQuietly();
  SetUnhandledExceptionFilter(endOnException);
  SetEvent(ending);
  flushCRuntimes();
  attempt(detachAll, nullptr);
  endProcess(status);
}

}  // namespace bascule
