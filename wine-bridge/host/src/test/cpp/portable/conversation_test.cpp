#include <doctest/doctest.h>

#include <random>
#include <thread>

#include "peer/calls.h"
#include "portable/fake_lane.h"
#include "portable/golden.h"

using namespace bascule;
using namespace bascule::test;

namespace {

/// Adds the slots of a Call, answers Ping and CloseLane.
class AddingService {
 public:
  wire::Outcome call(const CallRequest& request) {
    std::uint64_t sum = 0;
    for (std::uint32_t i = 0; i < request.slotCount; ++i) {
      sum += request.slots[i];
    }
    return wire::Outcome(number(wire::CallStatus::Returned), 5, sum, 0, 0, 0, 0, 0);
  }

  void answer(const wire::Frame& frame, std::uint32_t, ReplyWriter& reply) {
    if (const auto* ping = frame.message_as_Ping()) {
      return reply.finish(0, wire::CreatePong(reply.fresh(), ping->payload()));
    }
    if (frame.message_as_CloseLane() != nullptr) {
      return reply.finish(0, wire::CreateDone(reply.fresh()));
    }
    if (frame.message_as_Allocate() != nullptr) {
      throw std::bad_alloc();
    }
    throw Refusal(wire::FailureCode::UnexpectedMessage, "not here");
  }

  [[noreturn]] void jumpedOut() { std::terminate(); }
};

/// A host thread that converses over a fake lane until this object goes.
struct Talk {
  FakeLane lane;
  AddingService service;
  Conversation<CountingBell, AddingService> conversation{lane.window(), lane.host, service};
  std::thread host{[this] { conversation.serve(); }};

  ~Talk() {
    ReplyWriter close;
    close.finish(0, wire::CreateCloseLane(close.fresh()));
    lane.exchange(bytesOf(close));
    host.join();
  }
};

std::string failureIn(const std::vector<std::uint8_t>& reply) {
  const FrameCopy copy(reply.data(), static_cast<std::uint32_t>(reply.size()));
  const auto* failure = copy.frame() == nullptr ? nullptr : copy.frame()->message_as_Failure();
  return failure == nullptr ? ""
                            : std::string(wire::EnumNameFailureCode(failure->code())) + ": " + failure->detail()->str();
}

std::uint64_t sumIn(const std::vector<std::uint8_t>& reply) {
  const FrameCopy copy(reply.data(), static_cast<std::uint32_t>(reply.size()));
  REQUIRE(copy.frame() != nullptr);
  REQUIRE(copy.frame()->message_as_Call() != nullptr);
  return copy.frame()->message_as_Call()->outcome()->integer();
}

std::vector<std::uint8_t> callFrame(std::uint64_t function, const std::vector<std::uint64_t>& slots) {
  ReplyWriter writer;
  buildCall(writer, function, slots);
  return bytesOf(writer);
}

}  // namespace

TEST_CASE("a Call is answered in place") {
  Talk talk;
  const auto frame = callFrame(1, {20, 22});
  const auto reply = talk.lane.exchange(frame);
  CHECK(reply.size() == frame.size());
  CHECK(sumIn(reply) == 42);
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
