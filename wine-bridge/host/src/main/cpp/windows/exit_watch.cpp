#include "windows/exit_watch.h"

#include <windows.h>

#include <array>
#include <cstdint>
#include <string>

#include "portable/text.h"
#include "windows/call.h"
#include "windows/imports.h"
#include "windows/last_words.h"
#include "windows/place.h"

namespace bascule {
namespace {

using ExitProcessBody = void(NTAPI*)(DWORD);
using TerminateBody = LONG(NTAPI*)(HANDLE, LONG);

ExitProcessBody exitBody = nullptr;
TerminateBody terminateBody = nullptr;

enum class Layer { Host, Windows, CRuntime, Other };

bool begins(const std::string& name, const char* with) { return _strnicmp(name.c_str(), with, strlen(with)) == 0; }

Layer layerOf(const std::string& image) {
  if (begins(image, "bascule-host.")) {
    return Layer::Host;
  }
  if (begins(image, "ntdll.") || begins(image, "kernel32.") || begins(image, "kernelbase.")) {
    return Layer::Windows;
  }
  return begins(image, "msvcr") || begins(image, "ucrtbase") ? Layer::CRuntime : Layer::Other;
}

struct Leaving {
  const char* function;
  DWORD status;
};

/// Who has called it, and whether by the C runtime's exit().
std::uintptr_t tell(void* context) {
  const auto& leaving = *static_cast<const Leaving*>(context);
  std::array<void*, 32> frames{};
  const USHORT count = RtlCaptureStackBackTrace(0, frames.size(), frames.data(), nullptr);
  std::string place;
  bool runtime = false;
  bool left = false;
  for (USHORT i = 0; i < count && place.empty(); ++i) {
    const auto address = reinterpret_cast<std::uintptr_t>(frames[i]);
    const Layer layer = layerOf(imageOf(address));
    if (address == 0 || (left && layer == Layer::Host)) {
      break;  // Java has called it itself
    }
    left = left || layer == Layer::Windows;
    runtime = runtime || layer == Layer::CRuntime;
    if (left && layer == Layer::Other) {
      place = placeOf(address);
    }
  }
  const std::string status =
      leaving.status < 0x10000 ? std::to_string(leaving.status) : hex(leaving.status);
  lastWords((runtime ? "exit" : leaving.function) + std::string("(") + status + ")" +
            (place.empty() ? "" : ", called at " + place) + ", " + thisThread());
  return 0;
}

void say(const char* function, DWORD status) {
  Leaving leaving{function, status};
  attempt(tell, &leaving);
}

void NTAPI exiting(DWORD status) {
  say("ExitProcess", status);
  exitBody(status);
}

LONG NTAPI terminating(HANDLE process, LONG status) {
  if (process != nullptr && (process == GetCurrentProcess() || GetProcessId(process) == GetCurrentProcessId())) {
    say("TerminateProcess", static_cast<DWORD>(status));
  }
  return terminateBody(process, status);
}

template <class Function>
void watch(const char* name, Function& body, Function watcher) {
  for (const wchar_t* module : {L"kernel32", L"kernelbase"}) {
    void* former = replaceImport(GetModuleHandleW(module), name, reinterpret_cast<void*>(watcher));
    if (former != nullptr) {
      body = reinterpret_cast<Function>(former);
    }
  }
}

}  // namespace

void watchExits() {
  HMODULE ntdll = GetModuleHandleW(L"ntdll");
  exitBody = reinterpret_cast<ExitProcessBody>(reinterpret_cast<void*>(GetProcAddress(ntdll, "RtlExitUserProcess")));
  terminateBody = reinterpret_cast<TerminateBody>(reinterpret_cast<void*>(GetProcAddress(ntdll, "NtTerminateProcess")));
  watch("RtlExitUserProcess", exitBody, &exiting);
  watch("NtTerminateProcess", terminateBody, &terminating);
}

}  // namespace bascule
