#include "windows/c_runtimes.h"

#include <windows.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <iterator>
#include <mutex>
#include <set>

#include "windows/call.h"
#include "windows/handle.h"

namespace bascule {
namespace {

// Those that have a stdout of their own; one that is linked into a DLL cannot be found.
constexpr const wchar_t* kRuntimes[] = {L"msvcrt",  L"ucrtbase", L"msvcr70",  L"msvcr71",  L"msvcr80",  L"msvcr90",
                                        L"msvcr100", L"msvcr110", L"msvcr120", L"msvcrtd", L"ucrtbased"};

// STATUS_FATAL_APP_EXIT of ntstatus.h.
constexpr DWORD kFatalAppExit = 0x40000015;

template <class Function>
Function exported(HMODULE module, const char* name) {
  return reinterpret_cast<Function>(reinterpret_cast<void*>(GetProcAddress(module, name)));
}

using Flush = int (*)(FILE*);
using SetBuffer = int (*)(FILE*, char*, int, std::size_t);

/// Its stdout: ucrtbase has a function for each stream, the older ones an array (stdio.h of both).
FILE* standardOutput(HMODULE runtime) {
  if (const auto stream = exported<FILE* (*)(unsigned)>(runtime, "__acrt_iob_func")) {
    return stream(1);
  }
  const auto streams = exported<FILE* (*)()>(runtime, "__iob_func");
  return streams == nullptr ? nullptr : streams() + 1;
}

using Signalled = void (*)(int);
using Signal = Signalled (*)(int, Signalled);

/// How the runtimes that were met set a handler; for a handler, which must not look for them.
std::array<std::atomic<Signal>, std::size(kRuntimes)> signals;

/// abort() would end the process, and with it what everybody else does here. As an exception it is what any fault of a
/// call is. A runtime forgets a handler when it calls it.
void raiseAbort(int) {
  for (const auto& known : signals) {
    if (const Signal set = known.load()) {
      set(SIGABRT, raiseAbort);
    }
  }
  RaiseException(kFatalAppExit, EXCEPTION_NONCONTINUABLE, 0, nullptr);
}

void catchAbort(HMODULE runtime) {
  const auto set = exported<Signal>(runtime, "signal");
  if (set == nullptr) {
    return;
  }
  for (auto& known : signals) {
    Signal none = nullptr;
    if (known.compare_exchange_strong(none, set) || none == set) {
      set(SIGABRT, raiseAbort);
      return;
    }
  }
}

std::uintptr_t prepare(void* module) {
  const auto runtime = static_cast<HMODULE>(module);
  catchAbort(runtime);
  const auto setBuffer = exported<SetBuffer>(runtime, "setvbuf");
  FILE* out = standardOutput(runtime);
  if (setBuffer != nullptr && out != nullptr) {
    // Windows has no buffering by lines: _IOLBF means a full buffer there.
    setBuffer(out, nullptr, _IONBF, 0);
  }
  return 0;
}

std::uintptr_t flush(void* module) {
  const auto flushAll = exported<Flush>(static_cast<HMODULE>(module), "fflush");
  return flushAll == nullptr ? 0 : static_cast<std::uintptr_t>(flushAll(nullptr));
}

void prepareNew() {
  static std::mutex lock;
  static std::set<HMODULE> known;
  const std::lock_guard<std::mutex> guard(lock);
  for (const wchar_t* name : kRuntimes) {
    HMODULE runtime = nullptr;
    // From now on it stays, or the handler for SIGABRT would call functions that have gone.
    if (GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_PIN, name, &runtime) && known.insert(runtime).second) {
      attempt(prepare, runtime);
    }
  }
}

// Of ntdll, without a header: winternl.h does not have it.
using Notified = void(CALLBACK*)(ULONG reason, const void* data, void* context);
using Register = LONG(NTAPI*)(ULONG flags, Notified notified, void* context, void** cookie);

void CALLBACK moduleCame(ULONG, const void*, void* event) { SetEvent(static_cast<HANDLE>(event)); }

/// The loader tells of a module before its own code has run, under its lock: somebody else waits for the end of that.
DWORD WINAPI watch(void* event) {
  while (WaitForSingleObject(static_cast<HANDLE>(event), INFINITE) == WAIT_OBJECT_0) {
    prepareNew();
  }
  return 0;
}

}  // namespace

void prepareCRuntimes() {
  prepareNew();
  const auto enroll = exported<Register>(GetModuleHandleW(L"ntdll"), "LdrRegisterDllNotification");
  HANDLE event = CreateEventW(nullptr, FALSE, FALSE, nullptr);
  if (enroll == nullptr || event == nullptr) {
    return;
  }
  const Handle thread(CreateThread(nullptr, 0, watch, event, 0, nullptr));
  void* cookie = nullptr;
  enroll(0, moduleCame, event, &cookie);
}

void flushCRuntimes() {
  for (const wchar_t* name : kRuntimes) {
    if (HMODULE runtime = GetModuleHandleW(name)) {
      attempt(flush, runtime);
    }
  }
}

}  // namespace bascule
