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

/// Whether an x86 callee has left the stack otherwise than its convention says: cdecl leaves the cells to the caller.
bool unbalanced([[maybe_unused]] const Invocation& invocation, [[maybe_unused]] wire::Convention convention) {
#ifdef _WIN64
  return false;
#else
  const std::uint32_t popped = convention == wire::Convention::Cdecl ? 0 : invocation.cellCount * 4;
  return invocation.stackMoved != static_cast<std::int32_t>(popped);
#endif
}

void mendStack(const Invocation& invocation) {
  if (invocation.faultCode == STATUS_STACK_OVERFLOW) {
    armStackGuard();
  }
}

wire::CallStatus run(Invocation& invocation, wire::Convention convention) {
  if (bascule_invoke(&invocation) != 0) {
    return wire::CallStatus::Faulted;
  }
  return unbalanced(invocation, convention) ? wire::CallStatus::StackUnbalanced : wire::CallStatus::Returned;
}

}  // namespace

std::uint32_t conventionRegisters(wire::Convention convention) { return kConventionRegisters[number(convention)]; }

wire::Outcome Caller::call(const CallRequest& request) {
  Invocation invocation = prepare(request.function, request.convention, request.slots, request.slotCount);
  invocation.resultRegister = number(request.result);
  const std::uint32_t before = request.setLastError ? request.lastError : lastError_;
  // Nothing between these two lines and the function may call Windows: it could change the last error.
  bascule::setLastError(request.clearLastError ? 0 : before);
  const wire::CallStatus status = run(invocation, request.convention);
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
