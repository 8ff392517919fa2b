#pragma once

#include "portable/call_request.h"

namespace bascule {

/// Calls functions on the thread that owns it, and keeps the thread's last error between the calls.
class Caller {
 public:
  wire::Outcome call(const CallRequest& request);

 private:
  std::uint32_t lastError_ = 0;
};

/// What became of a call of the host's own code under the same protection.
struct Attempt {
  bool faulted;
  std::uint64_t faultAddress;
  std::uint64_t result;
};

/// Calls `function(context)`; a fault in it is caught. It must hold no object with a destructor.
Attempt attempt(std::uintptr_t (*function)(void*), void* context);

}  // namespace bascule
