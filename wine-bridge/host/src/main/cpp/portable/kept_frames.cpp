#include "portable/kept_frames.h"

namespace bascule {
namespace {

/// Address, size, place in the arena, and the bytes where they have none.
constexpr std::uint32_t kCopyCells = 4;

}  // namespace

KeptFrame KeptFrame::of(const CallRequest& call) {
  KeptFrame frame;
  frame.message = wire::Message::Call;
  frame.convention = call.convention;
  frame.result = call.result;
  frame.clearLastError = call.clearLastError ? 1 : 0;
  frame.cells = call.slotCount;
  frame.outcomeOffset = call.outcomeOffset;
  frame.function = call.function;
  return frame;
}

KeptFrame KeptFrame::copy(wire::Message message) {
  KeptFrame frame;
  frame.message = message;
  frame.cells = kCopyCells;
  return frame;
}

CallRequest KeptFrame::with(const std::uint64_t* slots) const {
  CallRequest call{};
  call.function = function;
  call.convention = convention;
  call.result = result;
  call.clearLastError = clearLastError != 0;
  call.slots = slots;
  call.slotCount = cells;
  call.outcomeOffset = outcomeOffset;
  return call;
}

}  // namespace bascule
