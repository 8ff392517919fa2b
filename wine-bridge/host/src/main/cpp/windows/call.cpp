#include "windows/call.h"

#include <windows.h>

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

Invocation prepare(std::uint64_t function, wire::Convention convention, const std::uint64_t* slots,
                   std::uint32_t count) {
  Invocation invocation{};
  invocation.function = function;
  invocation.registerCount = std::min(count, conventionRegisters(convention));
  std::copy_n(slots, invocation.registerCount, invocation.registers);
  invocation.cells = slots + invocation.registerCount;
  invocation.cellCount = count - invocation.registerCount;
  return invocation;
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
  Invocation invocation = prepare(request.function, request.convention, request.slots, request.slotCount);
  invocation.resultRegister = number(request.result);
  const std::uint32_t before = request.setLastError ? request.lastError : lastError_;
  // Nothing between these two lines and the function may call Windows: it could change the last error.
  bascule::setLastError(request.clearLastError ? 0 : before);
  const wire::CallStatus status = run(invocation);
  lastError_ = bascule::lastError();
  if (status == wire::CallStatus::Faulted) {
    mendStack(invocation);
  }
  return wire::Outcome(number(status), lastError_, invocation.integer, invocation.floating, invocation.faultCode,
                       invocation.faultAccess, invocation.faultAddress, invocation.faultTarget);
}

Attempt attempt(std::uintptr_t (*function)(void*), void* context) {
  const std::uint64_t slot = reinterpret_cast<std::uintptr_t>(context);
  Invocation invocation = prepare(reinterpret_cast<std::uintptr_t>(function), wire::Convention::Cdecl, &slot, 1);
  const bool faulted = bascule_invoke(&invocation) != 0;
  if (faulted) {
    mendStack(invocation);
  }
  // On x86 the upper half is EDX, which a 32-bit result leaves alone.
  return Attempt{faulted, invocation.faultTarget, static_cast<std::uintptr_t>(invocation.integer)};
}

}  // namespace bascule
