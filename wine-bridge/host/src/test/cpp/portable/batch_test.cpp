#include <doctest/doctest.h>

#include "portable/golden.h"
#include "portable/talk.h"

using namespace bascule;
using namespace bascule::test;

namespace {

/// A Batch of calls that add their slots, in the making.
struct BatchTalk {
  static constexpr std::uint32_t kBatch = 4096;

  Talk talk;
  std::vector<wire::BatchCall> calls;
  std::vector<wire::BatchLink> links;
  std::uint32_t top = FakeLane::kFirst;

  void add(const std::vector<std::uint64_t>& slots, wire::BatchStop stop = wire::BatchStop::Never,
           std::uint8_t bytes = 8, bool isSigned = false) {
    const auto frame = callFrame(1, slots);
    std::memcpy(talk.lane.bytes + top, frame.data(), frame.size());
    calls.emplace_back(top, static_cast<std::uint32_t>(frame.size()), stop, bytes, isSigned);
    top += (static_cast<std::uint32_t>(frame.size()) + 15) & ~15U;
  }

  std::vector<std::uint8_t> run(bool withProgress = true) {
    ReplyWriter writer;
    auto& b = writer.fresh();
    const auto list = b.CreateVectorOfStructs(calls);
    const auto linked = b.CreateVectorOfStructs(links);
    const wire::BatchProgress progress(77, 77);
    writer.finish(0, wire::CreateBatch(b, list, linked, withProgress ? &progress : nullptr));
    return talk.lane.exchange(bytesOf(writer), kBatch);
  }

  const wire::Outcome& outcome(std::size_t call) {
    return *wire::GetFrame(talk.lane.bytes + calls[call].offset())->message_as_Call()->outcome();
  }
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
  CHECK(test.outcome(0).integer() == 3);
  CHECK(test.outcome(1).integer() == 34);
  CHECK(test.outcome(1).last_error() == 5);
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
  test.add({0, 2, 3});
  test.links = {wire::BatchLink(0, 1, 1, 1, 1, true, false), wire::BatchLink(0, 2, 0, 2, 8, false, false),
                wire::BatchLink(0, 3, 0, 1, 8, false, true), wire::BatchLink(0, 3, 1, 1, 2, false, false)};
  CHECK(progressIn(test.run()) == "4, Complete");
  CHECK(test.outcome(1).integer() == 1 + ~std::uint64_t{0} - 0x6F);
  CHECK(test.outcome(2).integer() == 0x34567890 + 0x12 + 0xFF);
  CHECK(test.outcome(3).integer() == 0x7890 + 3);
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
  CHECK(test.outcome(2).status() == number(wire::CallStatus::Pending));
}

TEST_CASE("reads the golden Batch") {
  const Golden golden("batch");
  const BatchRequest request = readBatch(golden.copy(), golden.message<wire::Batch>());
  REQUIRE(request.callCount == 2);
  CHECK(request.calls[0].offset() == 256);
  CHECK(request.calls[0].size() == 152);
  CHECK(request.calls[0].stop() == wire::BatchStop::Zero);
  CHECK(request.calls[0].bytes() == 8);
  CHECK_FALSE(request.calls[0].signed_());
  CHECK(request.calls[1].offset() == 416);
  REQUIRE(request.linkCount == 1);
  CHECK(request.links[0].to() == 1);
  CHECK(request.links[0].slot() == 2);
  CHECK(request.links[0].bytes() == 4);
  CHECK(request.links[0].signed_());
  CHECK_FALSE(request.links[0].floating());
  const auto* progress = reinterpret_cast<const wire::BatchProgress*>(golden.copy().bytes() + request.progressOffset);
  CHECK(progress->made() == 1);
}

TEST_CASE("refuses Batches that make no sense") {
  const auto refusal = [](auto spoil) {
    BatchTalk test;
    test.add({1});
    test.add({2});
    spoil(test);
    return failureIn(test.run());
  };
  const auto withLink = [&](wire::BatchLink link) { return refusal([&](auto& test) { test.links = {link}; }); };
  CHECK(withLink(wire::BatchLink(1, 1, 0, 1, 8, false, false)) ==
        "BadArgument: link 0 of the Batch goes from call 1 to call 1 of 2");
  CHECK(withLink(wire::BatchLink(0, 2, 0, 1, 8, false, false)) ==
        "BadArgument: link 0 of the Batch goes from call 0 to call 2 of 2");
  CHECK(withLink(wire::BatchLink(0, 1, 0, 3, 8, false, false)) ==
        "BadArgument: link 0 of the Batch goes to 3 slots with 8 bytes");
  CHECK(withLink(wire::BatchLink(0, 1, 0, 1, 5, false, false)) ==
        "BadArgument: link 0 of the Batch goes to 1 slots with 5 bytes");
  CHECK(withLink(wire::BatchLink(0, 1, 1, 1, 8, false, false)) ==
        "BadArgument: a link goes to slot 1 of the 1 of call 1 of the Batch");
  const auto withCall = [&](wire::BatchCall call) { return refusal([&](auto& test) { test.calls[1] = call; }); };
  CHECK(withCall(wire::BatchCall(256, 8, static_cast<wire::BatchStop>(9), 8, false)) ==
        "BadArgument: call 1 of the Batch has the stop 9, which the schema does not have");
  CHECK(withCall(wire::BatchCall(256, 8, wire::BatchStop::Zero, 3, false)) ==
        "BadArgument: call 1 of the Batch has a result of 3 bytes, not of 1, 2, 4 or 8");
  CHECK(withCall(wire::BatchCall(256, 8, wire::BatchStop::Never, 0, false)) ==
        "BadFrame: call 1 of the Batch is no Call");
  CHECK(withCall(wire::BatchCall(8, 8, wire::BatchStop::Never, 0, false)) ==
        "BadArgument: call 1 of the Batch cannot lie at offset 8 with size 8");
  CHECK(withCall(wire::BatchCall(4096, 8, wire::BatchStop::Never, 0, false)) ==
        "BadArgument: call 1 of the Batch cannot lie at offset 4096 with size 8");
  BatchTalk test;
  CHECK(failureIn(test.run(false)) == "BadFrame: the Batch has no progress to be filled");
}
