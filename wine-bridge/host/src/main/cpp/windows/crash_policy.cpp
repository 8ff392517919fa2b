#include "windows/crash_policy.h"

#include <cstdlib>
#include <exception>
#include <string>

#include "windows/last_words.h"

namespace bascule {
namespace {

[[noreturn]] void terminate(UINT status) {
  endQuietly();
  TerminateProcess(GetCurrentProcess(), status);
  std::abort();  // not reached; tells the compiler that nothing follows
}

LONG WINAPI endOnUnhandledException(EXCEPTION_POINTERS* exception) {
  const EXCEPTION_RECORD& record = *exception->ExceptionRecord;
  lastWordsFor(record, "");
  terminate(record.ExceptionCode);
}

[[noreturn]] void endOnTerminate() {
  endProcess(ExitStatus::RoadBroken, "the host failed by an unexpected C++ exception");
}

}  // namespace

void installCrashPolicy() {
  prepareWords();
  SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
  _set_error_mode(_OUT_TO_STDERR);
  SetUnhandledExceptionFilter(endOnUnhandledException);
  std::set_terminate(endOnTerminate);
}

void warn(std::string_view text) { writeLine(text); }

void endProcess(ExitStatus status) { terminate(static_cast<UINT>(status)); }

void endProcess(ExitStatus status, std::string_view reason) {
  lastWords(reason);
  endProcess(status);
}

}  // namespace bascule
