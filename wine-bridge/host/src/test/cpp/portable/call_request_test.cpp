#include "portable/call_request.h"

#include <doctest/doctest.h>

#include "peer/calls.h"
#include "portable/golden.h"
#include "portable/refusal.h"

using namespace bascule;
using namespace bascule::test;

namespace {

CallRequest requestOf(const FrameCopy& copy) { return readCall(copy, *copy.frame()->message_as_Call()); }

/// What a Call, built by `build`, is refused with.
template <class Build>
std::string refusalOf(Build build) {
  ReplyWriter writer;
  build(writer);
  const FrameCopy copy(writer.bytes(), writer.size());
  REQUIRE(copy.frame() != nullptr);
  try {
    requestOf(copy);
    return "";
  } catch (const Refusal& refusal) {
    return std::string(wire::EnumNameFailureCode(refusal.code)) + ": " + refusal.detail;
  }
}

void buildWithoutOutcome(ReplyWriter& writer) {
  auto& builder = writer.fresh();
  writer.finish(0, wire::CreateCall(builder, 1));
}

}  // namespace

TEST_CASE("reads the golden Call") {
  const Golden golden("call");
  const CallRequest request = requestOf(golden.copy());
  CHECK(request.function == 0x7fff80000000);
  CHECK(request.convention == wire::Convention::Stdcall);
  CHECK(request.result == wire::ResultRegister::Float64);
  CHECK(request.clearLastError);
  CHECK_FALSE(request.setLastError);
  CHECK(request.lastError == 87);
  REQUIRE(request.slotCount == 3);
  CHECK(request.slots[2] == 0x4000000000000000);
  const auto* outcome = reinterpret_cast<const wire::Outcome*>(golden.copy().bytes() + request.outcomeOffset);
  CHECK(outcome->last_error() == 87);
}

TEST_CASE("reads a Call without slots") {
  ReplyWriter writer;
  auto& builder = writer.fresh();
  const wire::Outcome pending;
  writer.finish(0,
                wire::CreateCall(builder, 1, wire::Convention::Cdecl, wire::ResultRegister::Integer, 0, 0, &pending));
  CHECK(requestOf(FrameCopy(writer.bytes(), writer.size())).slotCount == 0);
}

TEST_CASE("reads that a Call brings its last error") {
  ReplyWriter writer;
  buildCall(writer, 1, {}, number<std::uint8_t>(wire::CallFlag::SetLastError));
  const FrameCopy copy(writer.bytes(), writer.size());
  const CallRequest request = requestOf(copy);
  CHECK(request.setLastError);
  CHECK_FALSE(request.clearLastError);
}

TEST_CASE("refuses Calls that make no sense") {
  CHECK(refusalOf([](auto& w) { buildCall(w, 0, {}); }) == "BadArgument: Call.function is 0");
  CHECK(refusalOf(buildWithoutOutcome) == "BadFrame: the Call has no outcome to be filled");
  CHECK(refusalOf([](auto& w) { buildCall(w, 1, std::vector<std::uint64_t>(256)); }) ==
        "BadArgument: the Call has 256 slots, at most 255 are allowed");
  CHECK(refusalOf([](auto& w) { buildCall(w, 1, std::vector<std::uint64_t>(255)); }) == "");
  CHECK(refusalOf([](auto& w) { buildCall(w, 1, {}, 0, static_cast<wire::Convention>(4)); }) ==
        "BadArgument: Call.convention is 4, which the schema does not have");
  CHECK(refusalOf([](auto& w) {
          buildCall(w, 1, {}, 0, wire::Convention::Cdecl, static_cast<wire::ResultRegister>(5));
        }) == "BadArgument: Call.result is 5, which the schema does not have");
  CHECK(refusalOf([](auto& w) { buildCall(w, 1, {}, 6); }) ==
        "BadArgument: Call.flags is 6, which has bits that the schema does not have");
}

TEST_CASE("what has been read does not change with the window") {
  ReplyWriter writer;
  buildCall(writer, 0x1234, {1, 2});
  std::vector<std::uint8_t> window(writer.bytes(), writer.bytes() + writer.size());
  const FrameCopy copy(window.data(), writer.size());
  std::fill(window.begin(), window.end(), std::uint8_t{0xFF});
  CHECK(requestOf(copy).function == 0x1234);
  CHECK(requestOf(copy).slots[1] == 2);
}
