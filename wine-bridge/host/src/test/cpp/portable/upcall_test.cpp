#include <random>

#include "peer/thunks.h"
#include "portable/golden.h"
#include "portable/talk.h"

using namespace bascule;
using namespace bascule::test;

namespace {

ThunkShape shapeOf(std::uint64_t callback, std::uint32_t slots) {
  ReplyWriter writer;
  buildCreateThunk(writer, ThunkPlan{callback, slots});
  const FrameCopy copy(writer.bytes(), writer.size());
  return readThunk(*copy.frame()->message_as_CreateThunk()).shape;
}

/// A talk in which function 2 calls back with the slots 10, 11, … and keeps what it gets.
struct Calling {
  Talk talk;
  ThunkShape shape;
  std::vector<UpcallAnswer> answers;

  explicit Calling(std::uint32_t slots = 2) : shape(shapeOf(1, slots)) {
    talk.service.first = [this] {
      answers.push_back(talk.conversation.upcall(ThunkPurpose{&shape, 4711}, [](std::uint32_t i) { return 10 + i; }));
    };
  }

  /// Posts a call that calls back, and returns where the upcall lies.
  Placement call(std::uint32_t offset, std::uint32_t free) {
    const auto frame = callFrame(2, {1, 2});
    std::memcpy(talk.lane.bytes + offset, frame.data(), frame.size());
    talk.lane.java.stack(free);
    talk.lane.java.keep(0);
    talk.lane.java.post(Placement{offset, static_cast<std::uint32_t>(frame.size())});
    return talk.lane.java.await();
  }

  Placement answer(Placement at, std::uint64_t integer) {
    talk.lane.java.keep(number(wire::KeptFlag::Answered), TurnCells{integer});
    talk.lane.java.post(at);
    return talk.lane.java.await();
  }
};

}  // namespace

TEST_CASE("an upcall lies where Java is free, has its number and slots, and is answered in place") {
  Calling test;
  const Placement at = test.call(FakeLane::kFirst, 1000);
  CHECK(at.offset == 1008);
  CHECK(test.talk.lane.java.callback() == 4711);
  CHECK(test.talk.lane.java.upcallCells()[0] == 10);
  CHECK(test.talk.lane.java.upcallCells()[1] == 11);
  const Placement answered = test.answer(at, 99);
  CHECK(answered.offset == FakeLane::kFirst);
  REQUIRE(test.answers.size() == 1);
  CHECK(test.answers[0].refusal == wire::UpcallRefusal::None);
  CHECK(test.answers[0].integer == 99);
}

TEST_CASE("requests and calls are served before an upcall is answered") {
  Calling test;
  const Placement at = test.call(FakeLane::kFirst, 1000);
  CHECK(test.talk.sum(callFrame(1, {4, 5}), 2000) == 9);
  CHECK(failureIn(test.talk.lane.exchange(Placement{7, 100})) ==
        "BadFrame: no frame may lie at offset 7 with size 100");
  CHECK(failureIn(test.talk.lane.exchange(goldenBytes("hello"), 2000)) == "UnexpectedMessage: not here");
  // Same place, other size: that is no answer.
  CHECK(failureIn(test.talk.lane.exchange(Placement{at.offset, at.size - 8})) != "");
  CHECK(test.answers.empty());
  test.answer(at, 3);
  REQUIRE(test.answers.size() == 1);
  CHECK(test.answers[0].integer == 3);
}

TEST_CASE("the slots of an upcall come with the turn, or in its frame if they are too many") {
  for (const std::uint32_t slots : {0U, 1U, 5U, 6U}) {
    Calling test(slots);
    std::memset(test.talk.lane.bytes + 1008, 0x5A, 8);
    const Placement at = test.call(FakeLane::kFirst, 1000);
    const bool framed = test.talk.lane.bytes[1008] != 0x5A;
    CHECK(framed == (slots > 5));
    CHECK(test.talk.lane.java.callback() == 4711);
    if (slots == 5) {
      CHECK(test.talk.lane.java.upcallCells()[4] == 14);
    }
    test.answer(at, 1);
  }
}

TEST_CASE("an upcall that is not answered has returned nothing") {
  Calling test;
  const Placement at = test.call(FakeLane::kFirst, 1000);
  test.talk.lane.java.keep(0, TurnCells{7, 8});
  test.talk.lane.java.post(at);
  test.talk.lane.java.await();
  REQUIRE(test.answers.size() == 1);
  CHECK_FALSE(test.answers[0].returned);
  CHECK(test.answers[0].integer == 0);
}

TEST_CASE("upcalls nest to any depth") {
  constexpr std::uint32_t kDepth = 20;
  Calling test;
  std::vector<Placement> upcalls;
  for (std::uint32_t depth = 0; depth < kDepth; ++depth) {
    const std::uint32_t offset = FakeLane::kFirst + 384 * depth;
    upcalls.push_back(test.call(offset, offset + 160));
    CHECK(upcalls.back().offset == offset + 160);
  }
  for (std::uint32_t depth = kDepth; depth-- > 0;) {
    CHECK(test.answer(upcalls[depth], depth).offset == FakeLane::kFirst + 384 * depth);
  }
  REQUIRE(test.answers.size() == kDepth);
  CHECK(test.answers[0].integer == kDepth - 1);
  CHECK(test.answers[kDepth - 1].integer == 0);
}

TEST_CASE("an upcall that does not fit is not made") {
  for (const std::uint32_t free : {FakeLane::kSize - 16, FakeLane::kSize, 100U, 0xFFFFFFFFU}) {
    Calling test;
    CHECK(test.call(FakeLane::kFirst, free).offset == FakeLane::kFirst);
    REQUIRE(test.answers.size() == 1);
    CHECK(test.answers[0].refusal == wire::UpcallRefusal::WindowFull);
  }
}

TEST_CASE("the largest upcall fits into what is left exactly, and not into less") {
  Calling test(255);
  const auto size = static_cast<std::uint32_t>(test.shape.frame.size());
  const std::uint32_t last = (FakeLane::kSize - size) & ~15U;
  const Placement at = test.call(FakeLane::kFirst, last);
  CHECK(at.offset == last);
  const FrameCopy copy(test.talk.lane.bytes + at.offset, at.size);
  REQUIRE(copy.frame() != nullptr);
  REQUIRE(copy.frame()->message_as_Upcall() != nullptr);
  CHECK(copy.frame()->message_as_Upcall()->callback() == 4711);
  CHECK(copy.frame()->message_as_Upcall()->slots()->Get(254) == 264);
  test.answer(at, 1);
  CHECK(test.call(FakeLane::kFirst, last + 16).offset == FakeLane::kFirst);
}

TEST_CASE("CloseLane is refused before an upcall is answered") {
  Calling test;
  const Placement at = test.call(FakeLane::kFirst, 1000);
  CHECK(failureIn(test.talk.lane.exchange(closeLaneFrame(), 2000)) ==
        "UnexpectedMessage: CloseLane came before the answer to an upcall");
  test.answer(at, 1);
}

TEST_CASE("the host begins in a lane that nothing has been stacked in") {
  FakeLane lane;
  AddingService service;
  TestConversation conversation(lane.window(), lane.host, service);
  const ThunkShape shape = shapeOf(1, 1);
  std::thread host([&] {
    const UpcallAnswer answer = conversation.upcall(ThunkPurpose{&shape, 5}, [](std::uint32_t) { return 7; });
    CHECK(answer.integer == 0);
  });
  const Placement at = lane.java.await();
  CHECK(at.offset == FakeLane::kFirst);
  lane.java.post(at);
  host.join();
}

TEST_CASE("a function that has jumped out of an upcall is noticed") {
  FakeLane lane;
  AddingService service;
  TestConversation conversation(lane.window(), lane.host, service);
  const ThunkShape shape = shapeOf(1, 0);
  struct Jump {};
  int calls = 0;
  service.first = [&] {
    if (++calls == 2) {
      throw Jump();
    }
    try {
      conversation.upcall(ThunkPurpose{&shape, 5}, [](std::uint32_t) { return 0; });
    } catch (const Jump&) {
    }
  };
  bool noticed = false;
  std::thread host([&] {
    try {
      conversation.serve();
    } catch (const AddingService::JumpedOut&) {
      noticed = true;
    }
  });
  const auto frame = callFrame(2, {});
  for (const std::uint32_t offset : {FakeLane::kFirst, 1024U}) {
    std::memcpy(lane.bytes + offset, frame.data(), frame.size());
    lane.java.stack(offset + 512);
    lane.java.post(Placement{offset, static_cast<std::uint32_t>(frame.size())});
    if (offset == FakeLane::kFirst) {
      lane.java.await();
    }
  }
  host.join();
  CHECK(noticed);
}

TEST_CASE("no spoiled frame hurts between an upcall and its answer") {
  const auto seed = std::random_device{}();
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  std::vector<std::vector<std::uint8_t>> good;
  for (const std::string& name : goldenNames("")) {
    good.push_back(goldenBytes(name));
  }
  Calling test;
  const Placement at = test.call(FakeLane::kFirst, 512);
  for (int i = 0; i < 20000; ++i) {
    auto frame = good[random() % good.size()];
    for (std::size_t change = 0; change <= random() % 4; ++change) {
      frame[random() % frame.size()] = static_cast<std::uint8_t>(random());
    }
    const FrameCopy copy(frame.data(), static_cast<std::uint32_t>(frame.size()));
    const wire::Call* call = copy.frame() == nullptr ? nullptr : copy.frame()->message_as_Call();
    if (call == nullptr || call->function() != 2) {
      test.talk.lane.exchange(frame, 1024);
    }
  }
  CHECK(test.answer(at, 3).offset == FakeLane::kFirst);
  CHECK(test.answers[0].integer == 3);
}
