#include "portable/batch_request.h"

#include <string>

#include "portable/refusal.h"
#include "portable/widening.h"

namespace bascule {
namespace {

[[noreturn]] void refuse(wire::FailureCode code, std::string detail) { throw Refusal(code, std::move(detail)); }

std::string nameOf(const char* what, std::uint32_t index) {
  return std::string(what) + " " + std::to_string(index) + " of the Batch ";
}

void checkCall(const wire::BatchCall& call, std::uint32_t index) {
  if (call.stop() > wire::BatchStop::MAX) {
    refuse(wire::FailureCode::BadArgument, nameOf("call", index) + "has the stop " + std::to_string(number(call.stop())) +
                                               ", which the schema does not have");
  }
  if (call.stop() != wire::BatchStop::Never && !isWidth(call.bytes())) {
    refuse(wire::FailureCode::BadArgument,
           nameOf("call", index) + "has a result of " + std::to_string(call.bytes()) + " bytes, not of 1, 2, 4 or 8");
  }
}

void checkLink(const wire::BatchLink& link, std::uint32_t index, std::uint32_t callCount) {
  if (link.from() >= link.to() || link.to() >= callCount) {
    refuse(wire::FailureCode::BadArgument, nameOf("link", index) + "goes from call " + std::to_string(link.from()) +
                                               " to call " + std::to_string(link.to()) + " of " +
                                               std::to_string(callCount));
  }
  if (!isWidth(link.bytes()) || (link.slots() != 1 && !(link.slots() == 2 && link.bytes() <= 8))) {
    refuse(wire::FailureCode::BadArgument, nameOf("link", index) + "goes to " + std::to_string(link.slots()) +
                                               " slots with " + std::to_string(link.bytes()) + " bytes");
  }
}

}  // namespace

BatchRequest readBatch(const FrameCopy& copy, const wire::Batch& batch) {
  BatchRequest request{};
  const wire::BatchProgress* progress = batch.progress();
  if (progress == nullptr) {
    refuse(wire::FailureCode::BadFrame, "the Batch has no progress to be filled");
  }
  request.progressOffset = static_cast<std::uint32_t>(reinterpret_cast<const std::uint8_t*>(progress) - copy.bytes());
  // Neither struct is aligned to more than a vector's length, which FlatBuffers' verifier has looked at.
  request.callCount = batch.calls()->size();
  request.calls = reinterpret_cast<const wire::BatchCall*>(batch.calls()->Data());
  request.linkCount = batch.links() == nullptr ? 0 : batch.links()->size();
  request.links = request.linkCount == 0 ? nullptr : reinterpret_cast<const wire::BatchLink*>(batch.links()->Data());
  for (std::uint32_t i = 0; i < request.callCount; ++i) {
    checkCall(request.calls[i], i);
  }
  for (std::uint32_t i = 0; i < request.linkCount; ++i) {
    checkLink(request.links[i], i, request.callCount);
  }
  return request;
}

CallRequest readBatchCall(const FrameCopy& copy, std::uint32_t index) {
  const wire::Call* call = copy.frame() == nullptr ? nullptr : copy.frame()->message_as_Call();
  if (call == nullptr) {
    refuse(wire::FailureCode::BadFrame, nameOf("call", index) + "is no Call");
  }
  return readCall(copy, *call);
}

}  // namespace bascule
