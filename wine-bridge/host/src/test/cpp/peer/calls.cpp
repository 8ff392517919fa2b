#include "peer/calls.h"

#include <cstring>
#include <stdexcept>

namespace bascule::test {
namespace {

template <class Message>
const Message& expect(const LaneReply& reply) {
  const wire::Frame& frame = reply.frame();
  if (const auto* failure = frame.message_as_Failure()) {
    throw std::runtime_error(std::string(wire::EnumNameFailureCode(failure->code())) + ": " + failure->detail()->str());
  }
  if (frame.message_as<Message>() == nullptr) {
    throw std::runtime_error(std::string("unexpected reply ") + wire::EnumNameMessage(frame.message_type()));
  }
  return *frame.message_as<Message>();
}

}  // namespace

void buildCall(ReplyWriter& writer, std::uint64_t function, const std::vector<std::uint64_t>& slots, std::uint8_t flags,
               wire::Convention convention, wire::ResultRegister result) {
  auto& builder = writer.fresh();
  const auto cells = builder.CreateVector(slots);
  const wire::Outcome pending;
  writer.finish(0, wire::CreateCall(builder, function, convention, result, flags, cells, &pending));
}

std::uint64_t bits(double value) {
  std::uint64_t slot;
  std::memcpy(&slot, &value, sizeof slot);
  return slot;
}

double asDouble(std::uint64_t slot) {
  double value;
  std::memcpy(&value, &slot, sizeof value);
  return value;
}

std::uint64_t Calls::load(const std::string& name, const std::vector<std::string>& directories) {
  ReplyWriter request;
  auto& builder = request.fresh();
  const auto list = builder.CreateVectorOfStrings(directories);
  request.finish(0, wire::CreateLoad(builder, builder.CreateString(name), list));
  return expect<wire::Loaded>(lane_.exchange(request)).module_();
}

std::uint64_t Calls::resolve(std::uint64_t module, const std::string& name) {
  ReplyWriter request;
  auto& builder = request.fresh();
  request.finish(0, wire::CreateResolve(builder, module, builder.CreateString(name)));
  return expect<wire::Resolved>(lane_.exchange(request)).address();
}

wire::Outcome Calls::call(std::uint64_t function, const std::vector<std::uint64_t>& slots, std::uint8_t flags) {
  ReplyWriter request;
  buildCall(request, function, slots, flags);
  const LaneReply reply = lane_.exchange(request);
  if (reply.at.offset != JavaLane::kFirst || reply.at.size != request.size()) {
    expect<wire::Call>(reply);
  }
  return lane_.outcome(reply.at);
}

}  // namespace bascule::test
