#include "windows/crash_policy.h"

#include <cstdint>
#include <cstdlib>
#include <exception>
#include <string>

#include "portable/text.h"

namespace bascule {
namespace {

void writeLine(std::string_view text) {
  const std::string line = "bascule-host: " + std::string(text) + "\n";
  DWORD written = 0;
  WriteFile(GetStdHandle(STD_ERROR_HANDLE), line.data(), static_cast<DWORD>(line.size()), &written, nullptr);
}

[[noreturn]] void terminate(UINT status) {
  TerminateProcess(GetCurrentProcess(), status);
  std::abort();  // not reached; tells the compiler that nothing follows
}

LONG WINAPI endOnUnhandledException(EXCEPTION_POINTERS* exception) {
  const EXCEPTION_RECORD& record = *exception->ExceptionRecord;
  writeLine("unhandled exception " + hex(record.ExceptionCode) + " at " +
            hex(reinterpret_cast<std::uintptr_t>(record.ExceptionAddress)) + " in thread " +
            std::to_string(GetCurrentThreadId()));
  terminate(record.ExceptionCode);
}

[[noreturn]] void endOnTerminate() {
  endProcess(ExitStatus::RoadBroken, "the host failed by an unexpected C++ exception");
}

}  // namespace

void installCrashPolicy() {
  SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
  _set_error_mode(_OUT_TO_STDERR);
  SetUnhandledExceptionFilter(endOnUnhandledException);
  std::set_terminate(endOnTerminate);
}

void warn(std::string_view text) { writeLine(text); }

void endProcess(ExitStatus status) { terminate(static_cast<UINT>(status)); }

void endProcess(ExitStatus status, std::string_view reason) {
  writeLine(reason);
  endProcess(status);
}

}  // namespace bascule
