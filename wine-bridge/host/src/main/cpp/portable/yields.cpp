#include "portable/yields.h"

#include <chrono>

#ifdef _WIN32
#include <windows.h>
#else
#include <sched.h>
#endif

namespace bascule {

void yieldCpu() {
#ifdef _WIN32
  SwitchToThread();
#else
  sched_yield();
#endif
}

std::int64_t steadyNanoseconds() {
  using std::chrono::steady_clock;
  return std::chrono::duration_cast<std::chrono::nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace bascule
