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

void checkFunction(const wire::BatchFunction& function, std::uint32_t index) {
  const std::string name = nameOf("function", index);
  if (function.function() == 0) {
    refuse(wire::FailureCode::BadArgument, name + "is 0");
  }
  if (function.convention() > wire::Convention::MAX) {
    refuse(wire::FailureCode::BadArgument, name + "has the convention " + std::to_string(number(function.convention())) +
                                               ", which the schema does not have");
  }
  if (function.result() > wire::ResultRegister::MAX) {
    refuse(wire::FailureCode::BadArgument, name + "has the result " + std::to_string(number(function.result())) +
                                               ", which the schema does not have");
  }
  if ((function.flags() & ~number(wire::CallFlag::ClearLastError)) != 0) {
    refuse(wire::FailureCode::BadArgument, name + "has the flags " + std::to_string(function.flags()) +
                                               ", which it cannot have");
  }
}

void checkCall(const wire::BatchCall& call, std::uint32_t index, std::uint32_t functionCount) {
  if (call.function() >= functionCount) {
    refuse(wire::FailureCode::BadArgument, nameOf("call", index) + "is one of function " +
                                               std::to_string(call.function()) + " of " +
                                               std::to_string(functionCount));
  }
  if (call.stop() > wire::BatchStop::MAX) {
    refuse(wire::FailureCode::BadArgument, nameOf("call", index) + "has the stop " + std::to_string(number(call.stop())) +
                                               ", which the schema does not have");
  }
  if (call.stop() != wire::BatchStop::Never && !isWidth(call.bytes())) {
    refuse(wire::FailureCode::BadArgument,
           nameOf("call", index) + "has a result of " + std::to_string(call.bytes()) + " bytes, not of 1, 2, 4 or 8");
  }
}

void checkLink(const BatchRequest& request, std::uint32_t index) {
  const wire::BatchLink& link = request.links[index];
  if (link.from() >= link.to() || link.to() >= request.callCount) {
    refuse(wire::FailureCode::BadArgument, nameOf("link", index) + "goes from call " + std::to_string(link.from()) +
                                               " to call " + std::to_string(link.to()) + " of " +
                                               std::to_string(request.callCount));
  }
  if (index > 0 && request.links[index - 1].to() > link.to()) {
    refuse(wire::FailureCode::BadArgument, nameOf("link", index) + "goes to call " + std::to_string(link.to()) +
                                               ", one before it to call " +
                                               std::to_string(request.links[index - 1].to()));
  }
  if (!isWidth(link.bytes()) || (link.slots() != 1 && link.slots() != 2)) {
    refuse(wire::FailureCode::BadArgument, nameOf("link", index) + "goes to " + std::to_string(link.slots()) +
                                               " slots with " + std::to_string(link.bytes()) + " bytes");
  }
  const std::uint32_t count = request.functions[request.calls[link.to()].function()].slots();
  if (std::uint32_t{link.slot()} + link.slots() > count) {
    refuse(wire::FailureCode::BadArgument, nameOf("link", index) + "goes to slot " + std::to_string(link.slot()) +
                                               " of the " + std::to_string(count) + " of call " +
                                               std::to_string(link.to()));
  }
}

void checkSlots(const BatchRequest& request, std::uint32_t given) {
  std::uint64_t needed = 0;
  for (std::uint32_t i = 0; i < request.callCount; ++i) {
    needed += request.functions[request.calls[i].function()].slots();
  }
  if (needed != given) {
    refuse(wire::FailureCode::BadArgument, "the calls of the Batch have " + std::to_string(needed) + " slots, not " +
                                               std::to_string(given));
  }
}

/// The first element. FlatBuffers' verifier checks the alignment of a vector's length only.
template <class Element, class Vector>
const Element* elements(const FrameCopy& copy, const Vector& vector, const char* what) {
  const std::uint8_t* first = vector.Data();
  if (vector.size() > 0 && (first - copy.bytes()) % static_cast<std::ptrdiff_t>(alignof(Element)) != 0) {
    refuse(wire::FailureCode::BadFrame, std::string("the Batch's ") + what + " are not aligned to 8 bytes");
  }
  return reinterpret_cast<const Element*>(first);
}

std::uint32_t offsetIn(const FrameCopy& copy, const void* part) {
  return static_cast<std::uint32_t>(static_cast<const std::uint8_t*>(part) - copy.bytes());
}

BatchRequest locate(const FrameCopy& copy, const wire::Batch& batch) {
  if (batch.progress() == nullptr || batch.last() == nullptr) {
    refuse(wire::FailureCode::BadFrame, "the Batch has no progress or no last outcome to be filled");
  }
  BatchRequest request{};
  request.functions = elements<wire::BatchFunction>(copy, *batch.functions(), "functions");
  request.callCount = batch.calls()->size();
  request.calls = reinterpret_cast<const wire::BatchCall*>(batch.calls()->Data());
  request.linkCount = batch.links() == nullptr ? 0 : batch.links()->size();
  request.links = request.linkCount == 0 ? nullptr : elements<wire::BatchLink>(copy, *batch.links(), "links");
  request.slots = elements<std::uint64_t>(copy, *batch.slots(), "slots");
  request.setLastError = batch.set_last_error();
  request.lastError = batch.last()->last_error();
  request.outcomesOffset = offsetIn(copy, elements<wire::BatchOutcome>(copy, *batch.outcomes(), "outcomes"));
  request.lastOffset = offsetIn(copy, batch.last());
  request.progressOffset = offsetIn(copy, batch.progress());
  return request;
}

}  // namespace

BatchRequest readBatch(const FrameCopy& copy, const wire::Batch& batch) {
  const BatchRequest request = locate(copy, batch);
  if (batch.outcomes()->size() != request.callCount) {
    refuse(wire::FailureCode::BadArgument, "the Batch has " + std::to_string(batch.outcomes()->size()) +
                                               " outcomes for " + std::to_string(request.callCount) + " calls");
  }
  const std::uint32_t functionCount = batch.functions()->size();
  for (std::uint32_t i = 0; i < functionCount; ++i) {
    checkFunction(request.functions[i], i);
  }
  for (std::uint32_t i = 0; i < request.callCount; ++i) {
    checkCall(request.calls[i], i, functionCount);
  }
  checkSlots(request, batch.slots()->size());
  for (std::uint32_t i = 0; i < request.linkCount; ++i) {
    checkLink(request, i);
  }
  return request;
}

}  // namespace bascule
