#include "windows/lane_end.h"

#include "windows/stack_guard.h"

namespace bascule {
namespace {

/// What an upcall, the calls that Java makes in it and the handling of a fault in them need at least.
constexpr std::uintptr_t kLeastStack = 128 * 1024;

#ifdef _WIN64

std::uint64_t slotOf(const ThunkShape& shape, const UpcallEntry& entry, std::uint32_t index) {
  const bool floating = index < 4 && (shape.floating >> index & 1) != 0;
  return floating ? entry.registers[index] : entry.cells[index];
}

#else

std::uint64_t slotOf(const ThunkShape& shape, const UpcallEntry& entry, std::uint32_t index) {
  const std::uint32_t inRegisters = conventionRegisters(shape.convention);
  return index < inRegisters ? entry.registers[index] : entry.cells[index - inRegisters];
}

#endif

bool stackIsLow() { return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) - stackFloor() < kLeastStack; }

}  // namespace

LaneEnd::LaneEnd(const LaneOrder& order, HostParts& parts, std::function<void()> closing)
    : bells_{Bell(order.hostBell, Bell::End::Listening), Bell(order.javaBell, Bell::End::Ringing)},
      turns_(order.window.base(), Side::Host, bells_.host, bells_.java, SpinBudget(order.spinRounds)),
      service_(parts, order.lane, std::move(closing)),
      conversation_(order.window, turns_, service_) {}

void LaneEnd::upcall(ThunkPurpose purpose, UpcallEntry& entry) {
  service_.setLastError(entry.lastError);
  const UpcallAnswer answer = makeUpcall(purpose, entry);
  if (answer.refusal != wire::UpcallRefusal::None) {
    service_.noteRefusal(answer.refusal, purpose.callback);
  } else if (answer.returned) {
    entry.integer = answer.integer;
    entry.floating = answer.floating;
  }
  entry.lastError = service_.lastError();
}

UpcallAnswer LaneEnd::makeUpcall(ThunkPurpose purpose, const UpcallEntry& entry) {
  if (stackIsLow()) {
    return UpcallAnswer{wire::UpcallRefusal::StackFull};
  }
  return conversation_.upcall(purpose, [&](std::uint32_t index) { return slotOf(*purpose.shape, entry, index); });
}

}  // namespace bascule
