#include <doctest/doctest.h>

#include <random>

#include "portable/golden.h"
#include "portable/talk.h"

using namespace bascule;
using namespace bascule::test;

TEST_CASE("a Call is answered in place") {
  Talk talk;
  const auto frame = callFrame(1, {20, 22});
  const auto reply = talk.lane.exchange(frame);
  CHECK(reply.size() == frame.size());
  CHECK(sumIn(reply) == 42);
}

TEST_CASE("a copy of memory is answered by the frame itself") {
  Talk talk;
  const auto frame = goldenBytes("read-memory");
  CHECK(talk.lane.exchange(frame) == frame);
  CHECK(talk.service.copies == 1);
}

TEST_CASE("other requests are answered by a frame over the request") {
  Talk talk;
  const auto reply = talk.lane.exchange(goldenBytes("ping"));
  const FrameCopy copy(reply.data(), static_cast<std::uint32_t>(reply.size()));
  REQUIRE(copy.frame() != nullptr);
  CHECK(copy.frame()->message_as_Pong()->payload() == ~std::uint64_t{1});
}

TEST_CASE("the lane goes on after whatever was wrong") {
  Talk talk;
  CHECK(failureIn(talk.lane.exchange(goldenBytes("bad/truncated"))) ==
        "BadFrame: the 76 bytes do not pass FlatBuffers' verifier as a Frame");
  CHECK(failureIn(talk.lane.exchange(Placement{7, 100})) == "BadFrame: no frame may lie at offset 7 with size 100");
  CHECK(failureIn(talk.lane.exchange(Placement{256, 0xFFFFFFFF})) ==
        "BadFrame: no frame may lie at offset 256 with size 4294967295");
  CHECK(failureIn(talk.lane.exchange(goldenBytes("hello"))) == "UnexpectedMessage: not here");
  CHECK(failureIn(talk.lane.exchange(goldenBytes("allocate"))) ==
        "OutOfMemory: the host has no memory left for this request");
  CHECK(failureIn(talk.lane.exchange(callFrame(0, {}))) == "BadArgument: Call.function is 0");
  CHECK(sumIn(talk.lane.exchange(callFrame(1, {1, 2, 3}))) == 6);
}

TEST_CASE("no spoiled frame hurts") {
  const auto seed = std::random_device{}();
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  std::vector<std::vector<std::uint8_t>> good;
  for (const std::string& name : goldenNames("")) {
    if (name != "close-lane") {
      good.push_back(goldenBytes(name));
    }
  }
  Talk talk;
  std::uint32_t answers = 0;
  for (int i = 0; i < 100000; ++i) {
    auto frame = good[below(good.size())];
    for (std::size_t change = 0; change <= below(4); ++change) {
      frame[below(frame.size())] = static_cast<std::uint8_t>(random());
    }
    frame.resize(below(8) == 0 ? below(frame.size() + 1) : frame.size());
    // Only a message type can be spoiled into CloseLane, which would rightly end the talk.
    const FrameCopy copy(frame.data(), static_cast<std::uint32_t>(frame.size()));
    if (copy.frame() == nullptr || copy.frame()->message_type() != wire::Message::CloseLane) {
      answers += !talk.lane.exchange(frame).empty();
    }
  }
  CHECK(answers > 90000);
  CHECK(sumIn(talk.lane.exchange(callFrame(1, {4, 5}))) == 9);
}
