#include "windows/bell.h"

#include "portable/refusal.h"
#include "windows/crash_policy.h"
#include "windows/last_words.h"
#include "windows/orderly_end.h"
#include "windows/windows_text.h"

namespace bascule {
namespace {

/// Most likely the JVM has gone: the first thread to notice ends the process, and that may be a lane's.
[[noreturn]] void lost(const std::string& what) {
  lastWords(what + win32Text(GetLastError()));
  endOrderly(ExitStatus::RoadBroken);
}

}  // namespace

Bell::Bell(const std::string& path, End end)
    : fifo_(CreateFileW(windowsPath(path).c_str(), end == End::Listening ? GENERIC_READ : GENERIC_WRITE,
                        FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING, 0, nullptr)) {
  if (!fifo_.valid()) {
    const DWORD error = GetLastError();
    throw Refusal(wire::FailureCode::LaneFailed,
                  "the bell " + std::string(path) + " cannot be opened, " + win32Text(error), error);
  }
  // Makes Wine fetch the descriptor now, under a lock of the whole process: a thread that is terminated in its first
  // wait would never give that lock back.
  GetFileType(fifo_.get());
}

void Bell::ring() {
  const char byte = 1;
  DWORD written = 0;
  if (!WriteFile(fifo_.get(), &byte, 1, &written, nullptr) || written != 1) {
    lost("a bell cannot be written, ");
  }
}

void Bell::wait() {
  char byte = 0;
  DWORD got = 0;
  if (!ReadFile(fifo_.get(), &byte, 1, &got, nullptr) || got != 1) {
    lost("a bell cannot be read, ");
  }
}

}  // namespace bascule
