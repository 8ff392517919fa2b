#include <doctest/doctest.h>

#include "portable/golden.h"
#include "portable/talk.h"

using namespace bascule;
using namespace bascule::test;

namespace {

/// A Batch of calls that add their slots, in the making; each has a function of its own.
struct BatchTalk {
  static constexpr std::uint32_t kBatch = 4096;

  Talk talk;
  std::vector<wire::BatchFunction> functions;
  std::vector<wire::BatchCall> calls;
  std::vector<wire::BatchLink> links;
  std::vector<std::uint64_t> slots;
  std::size_t outcomesMissing = 0;
  bool setLastError = false;

  void add(const std::vector<std::uint64_t>& values, wire::BatchStop stop = wire::BatchStop::Never,
           std::uint8_t bytes = 8, bool isSigned = false,
           wire::ResultRegister result = wire::ResultRegister::Integer) {
    calls.emplace_back(static_cast<std::uint16_t>(functions.size()), stop, bytes, isSigned);
    functions.emplace_back(1, wire::Convention::Cdecl, result, 0, static_cast<std::uint8_t>(values.size()));
    slots.insert(slots.end(), values.begin(), values.end());
  }

  std::vector<std::uint8_t> run(bool withProgress = true) {
    ReplyWriter writer;
    auto& b = writer.fresh();
    const auto functionList = b.CreateVectorOfStructs(functions);
    const auto callList = b.CreateVectorOfStructs(calls);
    const auto linkList = b.CreateVectorOfStructs(links);
    const auto slotList = b.CreateVector(slots);
    const std::vector<wire::BatchOutcome> none(calls.size() - outcomesMissing);
    const auto outcomeList = b.CreateVectorOfStructs(none);
    const wire::Outcome last(77, 9, 77, 77, 77, 77, 77, 77);
    const wire::BatchProgress progress(77, 77);
    writer.finish(0, wire::CreateBatch(b, functionList, callList, linkList, slotList, outcomeList, setLastError, &last,
                                       withProgress ? &progress : nullptr));
    return talk.lane.exchange(bytesOf(writer), kBatch);
  }

  const wire::Batch& batch() { return *wire::GetFrame(talk.lane.bytes + kBatch)->message_as_Batch(); }
  const wire::BatchOutcome& outcome(std::uint32_t call) { return *batch().outcomes()->Get(call); }
};

/// "made, end".
std::string progressIn(const std::vector<std::uint8_t>& reply) {
  const auto* batch = wire::GetFrame(reply.data())->message_as_Batch();
  REQUIRE(batch != nullptr);
  return std::to_string(batch->progress()->made()) + ", " +
         wire::EnumNameBatchEnd(static_cast<wire::BatchEnd>(batch->progress()->end()));
}

}  // namespace

TEST_CASE("a Batch makes its calls in order and fills each outcome in place") {
  BatchTalk test;
  test.add({1, 2});
  test.add({30, 4});
  CHECK(progressIn(test.run()) == "2, Complete");
  CHECK(test.outcome(0).value() == 3);
  CHECK(test.outcome(1).value() == 34);
  CHECK(test.outcome(1).last_error() == 5);
  CHECK(test.batch().last()->integer() == 34);
}

TEST_CASE("the first call of a Batch may be given a last error") {
  for (const bool given : {false, true}) {
    BatchTalk test;
    std::vector<std::string> seen;
    test.talk.service.seen = [&seen](const CallRequest& call) {
      seen.push_back(call.setLastError ? std::to_string(call.lastError) : "as it is");
    };
    test.setLastError = given;
    test.add({1});
    test.add({2});
    test.run();
    CHECK(seen == std::vector<std::string>{given ? "9" : "as it is", "as it is"});
  }
}

TEST_CASE("calls of a Batch are those of their functions") {
  BatchTalk test;
  std::vector<std::string> seen;
  test.talk.service.seen = [&seen](const CallRequest& call) {
    seen.push_back(std::to_string(call.function) + (call.clearLastError ? " cleared " : " ") +
                   wire::EnumNameConvention(call.convention) + " " + wire::EnumNameResultRegister(call.result) + " " +
                   std::to_string(call.slotCount));
  };
  test.add({1, 2});
  test.add({3});
  test.functions[0] = wire::BatchFunction(7, wire::Convention::Stdcall, wire::ResultRegister::Float32,
                                          number(wire::CallFlag::ClearLastError), 2);
  test.calls.push_back(test.calls[0]);
  test.slots.insert(test.slots.end(), {4, 5});
  test.run();
  CHECK(seen == std::vector<std::string>{"7 cleared Stdcall Float32 2", "1 Cdecl Integer 1",
                                         "7 cleared Stdcall Float32 2"});
  CHECK(test.outcome(2).status() == number(wire::CallStatus::Returned));
}

TEST_CASE("a Batch keeps of each call the register of its function's result") {
  BatchTalk test;
  test.talk.service.floating = 44;
  test.add({3}, wire::BatchStop::Never, 8, false, wire::ResultRegister::Float64);
  test.add({3}, wire::BatchStop::Never, 8, false, wire::ResultRegister::Float32);
  test.add({3}, wire::BatchStop::Never, 8, false, wire::ResultRegister::Either32);
  test.run();
  CHECK(test.outcome(0).value() == 44);
  CHECK(test.outcome(1).value() == 44);
  CHECK(test.outcome(2).value() == 3);
}

TEST_CASE("a Batch of nothing is complete") {
  BatchTalk test;
  CHECK(progressIn(test.run()) == "0, Complete");
}

TEST_CASE("results go to slots of later calls, widened as they say") {
  BatchTalk test;
  test.add({0x1234567890});
  test.add({1, 0});
  test.add({0, 0, 0xFF});
  test.add({9, 2, 3});
  test.links = {wire::BatchLink(0, 1, 1, 1, 1, true), wire::BatchLink(0, 2, 0, 2, 8, false),
                wire::BatchLink(0, 3, 0, 1, 1, false), wire::BatchLink(0, 3, 1, 1, 2, false)};
  test.add({1, 1});
  CHECK(progressIn(test.run()) == "5, Complete");
  CHECK(test.outcome(1).value() == 1 + ~std::uint64_t{0} - 0x6F);
  CHECK(test.outcome(2).value() == 0x34567890 + 0x12 + 0xFF);
  CHECK(test.outcome(3).value() == 0x90 + 0x7890 + 3);
  CHECK(test.outcome(4).value() == 2);
}

TEST_CASE("a Batch ends where a stop says so") {
  const auto made = [](wire::BatchStop stop, std::uint64_t result, std::uint8_t bytes, bool isSigned) {
    BatchTalk test;
    test.add({result}, stop, bytes, isSigned);
    test.add({1});
    return progressIn(test.run());
  };
  CHECK(made(wire::BatchStop::Zero, 0x100, 1, false) == "1, Stopped");
  CHECK(made(wire::BatchStop::Zero, 0x100, 2, false) == "2, Complete");
  CHECK(made(wire::BatchStop::NotZero, 0x100, 2, false) == "1, Stopped");
  CHECK(made(wire::BatchStop::NotZero, 0, 8, false) == "2, Complete");
  CHECK(made(wire::BatchStop::Negative, 0x80000000, 4, true) == "1, Stopped");
  CHECK(made(wire::BatchStop::Negative, 0x80000000, 8, true) == "2, Complete");
  CHECK(made(wire::BatchStop::NotNegative, 7, 8, true) == "1, Stopped");
  CHECK(made(wire::BatchStop::NotNegative, ~std::uint64_t{0}, 8, true) == "2, Complete");
  CHECK(made(wire::BatchStop::Never, 0, 0, true) == "2, Complete");
}

TEST_CASE("a Batch ends after a call that does not return") {
  BatchTalk test;
  int calls = 0;
  test.talk.service.status = [&calls] {
    return ++calls == 2 ? wire::CallStatus::Faulted : wire::CallStatus::Returned;
  };
  test.add({1});
  test.add({2}, wire::BatchStop::NotZero);
  test.add({3});
  CHECK(progressIn(test.run()) == "2, NotReturned");
  CHECK(test.outcome(1).status() == number(wire::CallStatus::Faulted));
  CHECK(test.outcome(0).value() == 1);
  CHECK(test.batch().last()->status() == number(wire::CallStatus::Faulted));
  CHECK(calls == 2);
}

TEST_CASE("reads the golden Batch") {
  const Golden golden("batch");
  const BatchRequest request = readBatch(golden.copy(), golden.message<wire::Batch>());
  CHECK(request.functions[0].function() == 140735340871680);
  CHECK(request.functions[0].convention() == wire::Convention::Stdcall);
  CHECK(request.functions[0].flags() == number(wire::CallFlag::ClearLastError));
  CHECK(request.functions[1].result() == wire::ResultRegister::Float64);
  CHECK(request.functions[1].slots() == 3);
  REQUIRE(request.callCount == 2);
  CHECK(request.calls[0].stop() == wire::BatchStop::Zero);
  CHECK(request.calls[0].bytes() == 4);
  CHECK_FALSE(request.calls[0].signed_());
  CHECK(request.calls[1].function() == 1);
  CHECK(request.slots[0] == 7);
  CHECK(request.setLastError);
  CHECK(request.lastError == 5);
  REQUIRE(request.linkCount == 1);
  CHECK(request.links[0].to() == 1);
  CHECK(request.links[0].slot() == 2);
  CHECK(request.links[0].bytes() == 4);
  CHECK(request.links[0].signed_());
  const std::uint8_t* bytes = golden.copy().bytes();
  CHECK(reinterpret_cast<const wire::BatchProgress*>(bytes + request.progressOffset)->made() == 2);
  CHECK(reinterpret_cast<const wire::BatchOutcome*>(bytes + request.outcomesOffset)->last_error() == 87);
  CHECK(reinterpret_cast<const wire::Outcome*>(bytes + request.lastOffset)->fault_target() == 16);
}

TEST_CASE("refuses Batches that make no sense, before any of their calls") {
  const auto refusal = [](auto spoil) {
    BatchTalk test;
    int calls = 0;
    test.talk.service.seen = [&calls](const CallRequest&) { ++calls; };
    test.add({1});
    test.add({2});
    spoil(test);
    const std::string failure = failureIn(test.run());
    CHECK(calls == 0);
    return failure;
  };
  const auto withLink = [&](wire::BatchLink link) { return refusal([&](auto& test) { test.links = {link}; }); };
  CHECK(withLink(wire::BatchLink(1, 1, 0, 1, 8, false)) ==
        "BadArgument: link 0 of the Batch goes from call 1 to call 1 of 2");
  CHECK(withLink(wire::BatchLink(0, 2, 0, 1, 8, false)) ==
        "BadArgument: link 0 of the Batch goes from call 0 to call 2 of 2");
  CHECK(withLink(wire::BatchLink(0, 1, 0, 3, 8, false)) ==
        "BadArgument: link 0 of the Batch goes to 3 slots with 8 bytes");
  CHECK(withLink(wire::BatchLink(0, 1, 0, 1, 5, false)) ==
        "BadArgument: link 0 of the Batch goes to 1 slots with 5 bytes");
  CHECK(withLink(wire::BatchLink(0, 1, 1, 1, 8, false)) ==
        "BadArgument: link 0 of the Batch goes to slot 1 of the 1 of call 1");
  CHECK(refusal([](auto& test) {
          test.add({3});
          test.links = {wire::BatchLink(0, 2, 0, 1, 8, false), wire::BatchLink(0, 1, 0, 1, 8, false)};
        }) == "BadArgument: link 1 of the Batch goes to call 1, one before it to call 2");
  const auto withCall = [&](wire::BatchCall call) { return refusal([&](auto& test) { test.calls[1] = call; }); };
  CHECK(withCall(wire::BatchCall(1, static_cast<wire::BatchStop>(9), 8, false)) ==
        "BadArgument: call 1 of the Batch has the stop 9, which the schema does not have");
  CHECK(withCall(wire::BatchCall(1, wire::BatchStop::Zero, 3, false)) ==
        "BadArgument: call 1 of the Batch has a result of 3 bytes, not of 1, 2, 4 or 8");
  CHECK(withCall(wire::BatchCall(2, wire::BatchStop::Never, 0, false)) ==
        "BadArgument: call 1 of the Batch is one of function 2 of 2");
  const auto withFunction = [&](wire::BatchFunction function) {
    return refusal([&](auto& test) { test.functions[1] = function; });
  };
  using wire::Convention;
  using wire::ResultRegister;
  CHECK(withFunction(wire::BatchFunction(0, Convention::Cdecl, ResultRegister::Integer, 0, 1)) ==
        "BadArgument: function 1 of the Batch is 0");
  CHECK(withFunction(wire::BatchFunction(1, static_cast<Convention>(4), ResultRegister::Integer, 0, 1)) ==
        "BadArgument: function 1 of the Batch has the convention 4, which the schema does not have");
  CHECK(withFunction(wire::BatchFunction(1, Convention::Cdecl, static_cast<ResultRegister>(5), 0, 1)) ==
        "BadArgument: function 1 of the Batch has the result 5, which the schema does not have");
  CHECK(withFunction(wire::BatchFunction(1, Convention::Cdecl, ResultRegister::Integer, 2, 1)) ==
        "BadArgument: function 1 of the Batch has the flags 2, which it cannot have");
  CHECK(withFunction(wire::BatchFunction(1, Convention::Cdecl, ResultRegister::Integer, 0, 2)) ==
        "BadArgument: the calls of the Batch have 3 slots, not 2");
  CHECK(refusal([](auto& test) { test.outcomesMissing = 1; }) ==
        "BadArgument: the Batch has 1 outcomes for 2 calls");
  BatchTalk test;
  CHECK(failureIn(test.run(false)) == "BadFrame: the Batch has no progress or no last outcome to be filled");
}
