#include "windows/thread_watch.h"

#include "portable/refusal.h"
#include "windows/windows_text.h"

namespace bascule {

struct ThreadWatch::Watched {
  std::function<void()> ended;
  Handle thread;

  static void CALLBACK threadEnded(PTP_CALLBACK_INSTANCE, void* argument, PTP_WAIT wait, TP_WAIT_RESULT) {
    {
      const std::unique_ptr<Watched> watched(static_cast<Watched*>(argument));
      watched->ended();
    }
    CloseThreadpoolWait(wait);
  }
};

ThreadWatch::ThreadWatch(std::function<void()> ended)
    : watched_(new Watched{std::move(ended), Handle()}),
      wait_(CreateThreadpoolWait(Watched::threadEnded, watched_.get(), nullptr)) {
  if (wait_ == nullptr) {
    const DWORD error = GetLastError();
    throw Refusal(wire::FailureCode::LaneFailed, "no thread can be watched, " + win32Text(error), error);
  }
}

ThreadWatch::~ThreadWatch() {
  if (watched_ != nullptr) {
    CloseThreadpoolWait(wait_);
  }
}

void ThreadWatch::start(Handle thread) {
  watched_->thread = std::move(thread);
  const HANDLE handle = watched_.release()->thread.get();  // threadEnded owns it now
  SetThreadpoolWait(wait_, handle, nullptr);
}

Handle currentThread() {
  HANDLE thread = nullptr;
  DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &thread, SYNCHRONIZE, FALSE, 0);
  return Handle(thread);
}

}  // namespace bascule
