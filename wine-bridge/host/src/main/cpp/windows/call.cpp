#include "windows/call.h"

#include <windows.h>

#include <immintrin.h>

#include <algorithm>
#include <cstdint>

#include "windows/invocation.h"
#include "windows/last_error.h"
#include "windows/stack_guard.h"

namespace bascule {
namespace {

#ifdef _WIN64
constexpr std::uint32_t kConventionRegisters[] = {4, 4, 4, 4};
#else
constexpr std::uint32_t kConventionRegisters[] = {0, 0, 1, 2};
#endif

/// What a function may change and the host's own code never does: noted once for many calls.
void noteControlWords([[maybe_unused]] Invocation& invocation) {
#ifdef _WIN64
  invocation.mxcsr = _mm_getcsr();
  asm volatile("fnstcw %0" : "=m"(invocation.x87));
#endif
}

/// Everything but the slots.
Invocation prepare(std::uint64_t function, wire::Convention convention, std::uint32_t count) {
  Invocation invocation{};
  invocation.function = function;
  invocation.registerCount = std::min(count, conventionRegisters(convention));
  invocation.cellCount = count - invocation.registerCount;
  noteControlWords(invocation);
  return invocation;
}

void putSlots(Invocation& invocation, const std::uint64_t* slots) {
  for (std::uint32_t i = 0; i < invocation.registerCount; ++i) {
    invocation.registers[i] = slots[i];
  }
  invocation.cells = slots + invocation.registerCount;
}

/// The bytes of the arguments on the x86 stack.
std::uint32_t stackBytes(const Invocation& invocation) { return invocation.cellCount * 4; }

/// Whether an x86 callee has popped something else than its arguments. None or all of them are right whatever was
/// declared: the conventions differ in that alone, and the stack is mended anyway.
bool unbalanced([[maybe_unused]] const Invocation& invocation) {
#ifdef _WIN64
  return false;
#else
  return invocation.stackMoved != 0 && invocation.stackMoved != static_cast<std::int32_t>(stackBytes(invocation));
#endif
}

void mendStack(const Invocation& invocation) {
  if (invocation.faultCode == STATUS_STACK_OVERFLOW) {
    armStackGuard();
  }
}

wire::CallStatus run(Invocation& invocation) {
  if (bascule_invoke(&invocation) != 0) {
    return wire::CallStatus::Faulted;
  }
  if (!unbalanced(invocation)) {
    return wire::CallStatus::Returned;
  }
  // Where a fault's code would be: what it has popped, and what there was to pop.
  invocation.faultCode = static_cast<std::uint32_t>(invocation.stackMoved);
  invocation.faultAccess = stackBytes(invocation);
  return wire::CallStatus::StackUnbalanced;
}

}  // namespace

std::uint32_t conventionRegisters(wire::Convention convention) { return kConventionRegisters[number(convention)]; }

wire::Outcome Caller::call(const CallRequest& request) {
  Series once(*this, request);
  once.call(request.slots);
  return once.outcome();
}

Series::Series(Caller& caller, const CallRequest& request)
    : caller_(caller),
      invocation_(prepare(request.function, request.convention, request.slotCount)),
      clearLastError_(request.clearLastError) {
  invocation_.resultRegister = number(request.result);
  if (request.setLastError) {
    caller_.setLastError(request.lastError);
  }
}

bool Series::call(const std::uint64_t* slots) {
  putSlots(invocation_, slots);
  // Nothing between these two lines and the function may call Windows: it could change the last error.
  bascule::setLastError(clearLastError_ ? 0 : caller_.lastError());
  status_ = run(invocation_);
  caller_.setLastError(bascule::lastError());
  if (status_ == wire::CallStatus::Faulted) {
    mendStack(invocation_);
  }
  return status_ == wire::CallStatus::Returned;
}

wire::Outcome Series::outcome() const {
  return wire::Outcome(number(status_), caller_.lastError(), invocation_.integer, invocation_.floating,
                       invocation_.faultCode, invocation_.faultAccess, invocation_.faultAddress,
                       invocation_.faultTarget);
}

Attempt attempt(std::uintptr_t (*function)(void*), void* context) {
  const std::uint64_t slot = reinterpret_cast<std::uintptr_t>(context);
  Invocation invocation = prepare(reinterpret_cast<std::uintptr_t>(function), wire::Convention::Cdecl, 1);
  putSlots(invocation, &slot);
  const bool faulted = bascule_invoke(&invocation) != 0;
  if (faulted) {
    mendStack(invocation);
  }
  // On x86 the upper half is EDX, which a 32-bit result leaves alone.
  return Attempt{faulted, invocation.faultTarget, static_cast<std::uintptr_t>(invocation.integer)};
}

}  // namespace bascule
