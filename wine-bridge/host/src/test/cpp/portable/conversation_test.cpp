#include <doctest/doctest.h>

#include <random>

#include "portable/golden.h"
#include "portable/talk.h"

using namespace bascule;
using namespace bascule::test;

namespace {

std::uint32_t again(std::uint32_t kept) { return kept | number(wire::KeptFlag::Again); }

}  // namespace

TEST_CASE("a Call is answered in place") {
  Talk talk;
  const auto frame = callFrame(1, {20, 22});
  CHECK(talk.lane.exchange(frame) == frame);
  CHECK(talk.lane.java.outcome().integer() == 42);
}

TEST_CASE("a copy of memory is answered by the frame itself") {
  Talk talk;
  const auto frame = goldenBytes("read-memory");
  CHECK(talk.lane.exchange(frame) == frame);
  CHECK(talk.service.copies == 1);
}

TEST_CASE("a Call that is kept need not come again, only its slots") {
  Talk talk;
  const auto frame = callFrame(1, {20, 22});
  std::memcpy(talk.lane.bytes + FakeLane::kFirst, frame.data(), frame.size());
  const Placement at{FakeLane::kFirst, static_cast<std::uint32_t>(frame.size())};
  talk.lane.exchange(at, 7, {1, 1});
  CHECK(talk.lane.java.outcome().integer() == 42);  // the first time, the frame counts
  std::memset(talk.lane.bytes + FakeLane::kFirst, 0xEE, frame.size());
  talk.lane.exchange(at, again(7), {3, 4});
  CHECK(talk.lane.java.outcome().integer() == 7);
  CHECK(talk.lane.java.outcome().last_error() == 5);
  CHECK(talk.lane.bytes[FakeLane::kFirst] == 0xEE);  // nor is it written
}

TEST_CASE("a kept Call that does not return says in its frame why") {
  Talk talk;
  const auto frame = callFrame(1, {20});
  std::memcpy(talk.lane.bytes + FakeLane::kFirst, frame.data(), frame.size());
  const Placement at{FakeLane::kFirst, static_cast<std::uint32_t>(frame.size())};
  talk.lane.exchange(at, 7, {});
  talk.service.status = [] { return wire::CallStatus::Faulted; };
  const auto reply = talk.lane.exchange(at, again(7), {3});
  CHECK(talk.lane.java.outcome().status() == number(wire::CallStatus::Faulted));
  const auto* call = wire::GetFrame(reply.data())->message_as_Call();
  CHECK(call->outcome()->status() == number(wire::CallStatus::Faulted));
  CHECK(call->outcome()->integer() == 3);
}

TEST_CASE("copies of memory are kept as well") {
  Talk talk;
  const auto frame = goldenBytes("read-memory");
  std::memcpy(talk.lane.bytes + FakeLane::kFirst, frame.data(), frame.size());
  const Placement at{FakeLane::kFirst, static_cast<std::uint32_t>(frame.size())};
  CHECK(talk.lane.exchange(at, 9, {}) == frame);
  CHECK(talk.service.copies == 0);
  CHECK(talk.lane.exchange(at, again(9), {11, 12, 13}) == frame);
  CHECK(talk.service.copies == 1);
  CHECK(talk.service.copied == std::array<std::uint64_t, 3>{11, 12, 13});
}

TEST_CASE("up to eight bytes are copied by the turns themselves") {
  Talk talk;
  const auto keep = [&](const char* name, std::uint32_t number) {
    const auto frame = goldenBytes(name);
    std::memcpy(talk.lane.bytes + FakeLane::kFirst, frame.data(), frame.size());
    const Placement at{FakeLane::kFirst, static_cast<std::uint32_t>(frame.size())};
    talk.lane.exchange(at, number, {});
    return at;
  };
  talk.lane.exchange(keep("read-memory", 9), again(9), {100, 8, 0});
  CHECK(talk.lane.java.outcome().integer() == 108);
  talk.lane.exchange(keep("write-memory", 10), again(10), {100, 4, 0, 4711});
  CHECK(talk.service.copied == std::array<std::uint64_t, 3>{100, 4, 4711});
  talk.lane.exchange(keep("write-memory", 10), again(10), {100, 9, 0, 4711});
  CHECK(talk.service.copied == std::array<std::uint64_t, 3>{100, 9, 0});  // which is no place in the arena
}

TEST_CASE("what is not kept is refused") {
  Talk talk;
  const auto frame = callFrame(1, {20, 22});
  const Placement at{FakeLane::kFirst, static_cast<std::uint32_t>(frame.size())};
  CHECK(failureIn(talk.lane.exchange(at, again(7), {})) == "BadArgument: no frame is kept under the number 7");
  CHECK(failureIn(talk.lane.exchange(at, again(0), {})) == "BadArgument: no frame is kept under the number 0");
  const auto keep = [&](std::uint32_t number) {
    std::memcpy(talk.lane.bytes + FakeLane::kFirst, frame.data(), frame.size());
    talk.lane.exchange(at, number, {});
  };
  keep(7);
  keep(7 + number(wire::Limit::KeptFrames));  // it takes the same place
  CHECK(failureIn(talk.lane.exchange(at, again(7), {})) == "BadArgument: no frame is kept under the number 7");
  const auto six = callFrame(1, {1, 2, 3, 4, 5, 6});
  std::memcpy(talk.lane.bytes + FakeLane::kFirst, six.data(), six.size());
  CHECK(failureIn(talk.lane.exchange(Placement{FakeLane::kFirst, static_cast<std::uint32_t>(six.size())}, 8, {})) ==
        "BadArgument: a frame with 6 slots cannot be kept, only one with 5");
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
  CHECK(talk.sum(callFrame(1, {1, 2, 3})) == 6);
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
  CHECK(talk.sum(callFrame(1, {4, 5})) == 9);
}
