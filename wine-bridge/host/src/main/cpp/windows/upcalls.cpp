#include "windows/upcalls.h"

namespace bascule {
namespace {

/// What the thunk itself has to do at its return: read on x86 only.
void settleReturn(const ThunkShape& shape, UpcallEntry& entry) {
  const std::uint32_t inRegisters = conventionRegisters(shape.convention);
  const std::uint32_t onStack = shape.slotCount - std::min(shape.slotCount, inRegisters);
  entry.popped = shape.convention == wire::Convention::Cdecl ? 0 : onStack * 4;
  entry.resultRegister = number(shape.result);
}

}  // namespace

extern "C" void bascule_serve_upcall(UpcallEntry* entry) noexcept { entry->record->receiver().receive(*entry); }

void Upcalls::receive(UpcallEntry& entry) {
  const ThunkPurpose purpose = entry.record->read();
  settleReturn(*purpose.shape, entry);
  entry.integer = 0;
  entry.floating = 0;
  LaneEnd* lane = lane_.get();
  if (lane == nullptr) {
    lane = foreign_.laneFor(purpose.callback);
  }
  if (lane != nullptr) {
    lane->upcall(purpose, entry);
  }
}

}  // namespace bascule
