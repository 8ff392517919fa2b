#pragma once

#include <cstdint>

#include "portable/call_request.h"

namespace bascule {

/// How many of the first cells a convention passes in registers: all four of x64, ECX and EDX of x86.
std::uint32_t conventionRegisters(wire::Convention convention);

/// Calls functions on the thread that owns it, and keeps the thread's last error between the calls.
class Caller {
 public:
  wire::Outcome call(const CallRequest& request);

  std::uint32_t lastError() const { return lastError_; }
  void setLastError(std::uint32_t value) { lastError_ = value; }

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
