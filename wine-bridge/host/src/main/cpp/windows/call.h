#pragma once

#include <cstdint>

#include "portable/call_request.h"
#include "windows/invocation.h"

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

/// Calls of one function with different slots.
class Series {
 public:
  /// `request` and what its slots point to need not live longer than this line.
  Series(Caller& caller, const CallRequest& request);

  /// Makes one with these slots; false if it did not return as it should.
  bool call(const std::uint64_t* slots);
  std::uint64_t integer() const { return invocation_.integer; }
  std::uint64_t floating() const { return invocation_.floating; }
  /// Of the last one.
  wire::Outcome outcome() const;

 private:
  Caller& caller_;
  Invocation invocation_{};
  const bool clearLastError_;
  wire::CallStatus status_ = wire::CallStatus::Pending;
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
