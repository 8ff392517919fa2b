#include "portable/thunk_shape.h"

#include <tuple>

#include "portable/frame_copy.h"
#include "portable/refusal.h"

namespace bascule {
namespace {

[[noreturn]] void refuse(std::string detail) { throw Refusal(wire::FailureCode::BadArgument, std::move(detail)); }

void checkChoices(const wire::CreateThunk& request) {
  if (request.convention() > wire::Convention::MAX) {
    refuse("CreateThunk.convention is " + std::to_string(number(request.convention())) +
           ", which the schema does not have");
  }
  if (request.result() > wire::ResultRegister::Float64) {
    refuse("CreateThunk.result is " + std::to_string(number(request.result())) + ", which a thunk cannot give");
  }
  if (request.floating() > 0xF) {
    refuse("CreateThunk.floating is " + std::to_string(request.floating()) +
           ", but only the slots 0 to 3 are passed in registers");
  }
}

const wire::Upcall& upcallIn(const FrameCopy& copy) {
  if (copy.frame() == nullptr) {
    refuse("the " + std::to_string(copy.size()) +
           " bytes of CreateThunk.frame do not pass FlatBuffers' verifier as a Frame");
  }
  const wire::Upcall* upcall = copy.frame()->message_as_Upcall();
  if (upcall == nullptr) {
    refuse(std::string("CreateThunk.frame holds ") + wire::EnumNameMessage(copy.frame()->message_type()) +
           ", expected Upcall");
  }
  return *upcall;
}

std::uint32_t slotCountOf(const wire::Upcall& upcall) {
  const std::uint32_t count = upcall.slots() == nullptr ? 0 : upcall.slots()->size();
  if (count > number(wire::Limit::CallSlots)) {
    refuse("the Upcall of CreateThunk has " + std::to_string(count) + " slots, at most " +
           std::to_string(number(wire::Limit::CallSlots)) + " are allowed");
  }
  return count;
}

/// Null where the frame leaves the number out, which FlatBuffers does with 0.
const void* addressOfCallback(const wire::Upcall& upcall) {
  return reinterpret_cast<const flatbuffers::Table&>(upcall).GetAddressOf(wire::Upcall::VT_CALLBACK);
}

std::uint32_t offsetIn(const FrameCopy& copy, const void* at) {
  return at == nullptr ? 0 : static_cast<std::uint32_t>(static_cast<const std::uint8_t*>(at) - copy.bytes());
}

void clear(std::string& frame, std::uint32_t at, std::size_t size) { frame.replace(at, size, size, '\0'); }

ThunkShape shapeOf(const FrameCopy& copy, const wire::Upcall& upcall) {
  ThunkShape shape{};
  shape.frame.assign(reinterpret_cast<const char*>(copy.bytes()), copy.size());
  shape.slotCount = slotCountOf(upcall);
  shape.callbackAt = offsetIn(copy, addressOfCallback(upcall));
  shape.slotsAt = shape.slotCount == 0 ? 0 : offsetIn(copy, upcall.slots()->Data());
  if (shape.callbackAt != 0) {
    clear(shape.frame, shape.callbackAt, sizeof(std::uint64_t));
  }
  clear(shape.frame, shape.slotsAt, shape.slotCount * sizeof(std::uint64_t));
  return shape;
}

auto key(const ThunkShape& shape) {
  return std::tie(shape.frame, shape.callbackAt, shape.slotsAt, shape.slotCount, shape.convention,
                  shape.result, shape.floating);
}

}  // namespace

bool operator<(const ThunkShape& left, const ThunkShape& right) { return key(left) < key(right); }

ThunkRequest readThunk(const wire::CreateThunk& request) {
  checkChoices(request);
  const std::uint32_t size = request.frame()->size();
  if (size > number(wire::Limit::UpcallFrameBytes)) {
    refuse("CreateThunk.frame has " + std::to_string(size) + " bytes, at most " +
           std::to_string(number(wire::Limit::UpcallFrameBytes)) + " are allowed");
  }
  const FrameCopy copy(request.frame()->data(), size);
  const wire::Upcall& upcall = upcallIn(copy);
  ThunkRequest thunk{shapeOf(copy, upcall), upcall.callback()};
  thunk.shape.convention = request.convention();
  thunk.shape.result = request.result();
  thunk.shape.floating = request.floating();
  return thunk;
}

}  // namespace bascule
