#include "portable/call_request.h"

#include <string>

#include "portable/refusal.h"

namespace bascule {
namespace {

[[noreturn]] void refuse(wire::FailureCode code, std::string detail) { throw Refusal(code, std::move(detail)); }

void checkChoices(const wire::Call& call) {
  if (call.function() == 0) {
    refuse(wire::FailureCode::BadArgument, "Call.function is 0");
  }
  if (call.convention() > wire::Convention::MAX) {
    refuse(wire::FailureCode::BadArgument,
           "Call.convention is " + std::to_string(number(call.convention())) + ", which the schema does not have");
  }
  if (call.result() > wire::ResultRegister::MAX) {
    refuse(wire::FailureCode::BadArgument,
           "Call.result is " + std::to_string(number(call.result())) + ", which the schema does not have");
  }
  if ((call.flags() & ~number(wire::CallFlag::ANY)) != 0) {
    refuse(wire::FailureCode::BadArgument,
           "Call.flags is " + std::to_string(call.flags()) + ", which has bits that the schema does not have");
  }
}

}  // namespace

CallRequest readCall(const FrameCopy& copy, const wire::Call& call) {
  checkChoices(call);
  const wire::Outcome* outcome = call.outcome();
  if (outcome == nullptr) {
    refuse(wire::FailureCode::BadFrame, "the Call has no outcome to be filled");
  }
  const auto* slots = call.slots();
  const std::uint32_t count = slots == nullptr ? 0 : slots->size();
  if (count > number(wire::Limit::CallSlots)) {
    refuse(wire::FailureCode::BadArgument, "the Call has " + std::to_string(count) + " slots, at most " +
                                               std::to_string(number(wire::Limit::CallSlots)) + " are allowed");
  }
  const std::uint8_t* cells = slots == nullptr ? copy.bytes() : slots->Data();
  // FlatBuffers' verifier checks the alignment of the length only.
  if ((cells - copy.bytes()) % static_cast<std::ptrdiff_t>(sizeof(std::uint64_t)) != 0) {
    refuse(wire::FailureCode::BadFrame, "the Call's slots are not aligned to 8 bytes");
  }
  CallRequest request{};
  request.function = call.function();
  request.convention = call.convention();
  request.result = call.result();
  request.clearLastError = (call.flags() & number(wire::CallFlag::ClearLastError)) != 0;
  request.setLastError = (call.flags() & number(wire::CallFlag::SetLastError)) != 0;
  request.lastError = outcome->last_error();
  request.slots = reinterpret_cast<const std::uint64_t*>(cells);
  request.slotCount = count;
  request.outcomeOffset = static_cast<std::uint32_t>(reinterpret_cast<const std::uint8_t*>(outcome) - copy.bytes());
  return request;
}

}  // namespace bascule
