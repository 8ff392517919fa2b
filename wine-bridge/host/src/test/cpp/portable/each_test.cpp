#include <doctest/doctest.h>

#include "peer/thunks.h"
#include "portable/golden.h"
#include "portable/talk.h"

using namespace bascule;
using namespace bascule::test;

namespace {

/// An Each in the making, of functions that add their slots.
struct EachPlan {
  std::uint64_t function = 1;
  std::vector<std::uint64_t> slots;
  std::vector<wire::Column> columns;
  std::uint32_t count = 0;
  std::uint64_t results = 0;
  std::uint8_t resultBytes = 0;
  wire::ResultRegister result = wire::ResultRegister::Integer;
  bool withProgress = true;

  std::vector<std::uint8_t> frame() const {
    ReplyWriter writer;
    auto& b = writer.fresh();
    const auto cells = b.CreateVector(slots);
    const wire::Outcome pending;
    const auto call = wire::CreateCall(b, function, wire::Convention::Cdecl, result, 0, cells, &pending);
    const auto list = b.CreateVectorOfStructs(columns);
    const wire::EachProgress progress(77);
    writer.finish(0, wire::CreateEach(b, call, list, count, results, resultBytes, withProgress ? &progress : nullptr));
    return bytesOf(writer);
  }
};

struct EachTalk {
  Talk talk;

  std::uint64_t at(std::size_t offset) { return reinterpret_cast<std::uintptr_t>(talk.service.arena.data()) + offset; }

  template <class Value>
  void put(std::size_t offset, std::initializer_list<Value> values) {
    std::memcpy(talk.service.arena.data() + offset, values.begin(), values.size() * sizeof(Value));
  }

  template <class Value>
  std::vector<Value> results(std::size_t offset, std::size_t count) {
    std::vector<Value> values(count);
    std::memcpy(values.data(), talk.service.arena.data() + offset, count * sizeof(Value));
    return values;
  }
};

const wire::Each& eachIn(const std::vector<std::uint8_t>& reply) {
  const auto* each = wire::GetFrame(reply.data())->message_as_Each();
  REQUIRE(each != nullptr);
  return *each;
}

std::string refusalOf(const EachPlan& plan) {
  Talk talk;
  return failureIn(talk.lane.exchange(plan.frame()));
}

}  // namespace

TEST_CASE("an Each makes its calls in order, widens its columns, and is answered in place") {
  EachTalk test;
  test.put<std::int32_t>(0, {1, -2, 3});
  test.put<std::uint8_t>(64, {200, 255, 0});
  EachPlan plan;
  plan.slots = {0, 1000, 0};
  plan.columns = {wire::Column(test.at(0), true, 4, 0, 1), wire::Column(test.at(64), false, 1, 2, 1)};
  plan.count = 3;
  plan.results = test.at(128);
  plan.resultBytes = 8;
  const auto frame = plan.frame();
  const auto reply = test.talk.lane.exchange(frame);
  CHECK(reply.size() == frame.size());
  CHECK(test.results<std::int64_t>(128, 3) == std::vector<std::int64_t>{1201, 1253, 1003});
  CHECK(eachIn(reply).progress()->done() == 3);
  CHECK(test.talk.lane.java.outcome().integer() == 1003);
  CHECK(test.talk.lane.java.outcome().last_error() == 5);
}

TEST_CASE("values of 8 bytes go to two slots as halves, and results keep their low bytes") {
  EachTalk test;
  test.put<std::uint64_t>(0, {0x0000000200000001, 0xFFFFFFFF00000000});
  EachPlan plan;
  plan.slots = {0, 0};
  plan.columns = {wire::Column(test.at(0), false, 8, 0, 2)};
  plan.count = 2;
  plan.results = test.at(64);
  plan.resultBytes = 2;
  test.talk.lane.exchange(plan.frame());
  // 1 + 2, and 0 + 0xFFFFFFFF
  CHECK(test.results<std::uint16_t>(64, 3) == std::vector<std::uint16_t>{3, 0xFFFF, 0});
}

TEST_CASE("each signedness and width is widened as it says") {
  EachTalk test;
  for (const auto width : std::vector<std::uint8_t>{1, 2, 4, 8}) {
    for (const bool isSigned : {false, true}) {
      CAPTURE(width);
      CAPTURE(isSigned);
      test.put<std::int64_t>(0, {-1});
      EachPlan plan;
      plan.slots = {0};
      plan.columns = {wire::Column(test.at(0), isSigned, width, 0, 1)};
      plan.count = 1;
      plan.results = test.at(64);
      plan.resultBytes = 8;
      test.talk.lane.exchange(plan.frame());
      const std::uint64_t all = ~std::uint64_t{0};
      const std::uint64_t narrow = width == 8 ? all : (std::uint64_t{1} << 8 * width) - 1;
      CHECK(test.results<std::uint64_t>(64, 1)[0] == (isSigned ? all : narrow));
    }
  }
}

TEST_CASE("a floating result comes from the other register") {
  EachTalk test;
  test.put<std::uint32_t>(64, {7, 7});
  EachPlan plan;
  plan.slots = {5};
  plan.count = 2;
  plan.results = test.at(64);
  plan.resultBytes = 4;
  plan.result = wire::ResultRegister::Float32;
  test.talk.lane.exchange(plan.frame());
  CHECK(test.results<std::uint32_t>(64, 2) == std::vector<std::uint32_t>{0, 0});
}

TEST_CASE("an Each of nothing calls nothing") {
  EachTalk test;
  EachPlan plan;
  plan.function = 2;  // would fail
  CHECK(eachIn(test.talk.lane.exchange(plan.frame())).progress()->done() == 0);
}

TEST_CASE("an Each stops after a call that does not return, and keeps what there is") {
  EachTalk test;
  int calls = 0;
  test.talk.service.status = [&calls] {
    return ++calls == 3 ? wire::CallStatus::Faulted : wire::CallStatus::Returned;
  };
  EachPlan plan;
  plan.slots = {42};
  plan.count = 5;
  plan.results = test.at(0);
  plan.resultBytes = 1;
  const auto reply = test.talk.lane.exchange(plan.frame());
  CHECK(calls == 3);
  CHECK(eachIn(reply).progress()->done() == 2);
  CHECK(eachIn(reply).call()->outcome()->status() == number(wire::CallStatus::Faulted));
  CHECK(test.results<std::uint8_t>(0, 3) == std::vector<std::uint8_t>{42, 42, 0});
}

TEST_CASE("an Each goes on after upcalls that were answered, and stops after one that was not") {
  EachTalk test;
  ReplyWriter writer;
  buildCreateThunk(writer, ThunkPlan{4711, 0});
  const FrameCopy thunk(writer.bytes(), writer.size());
  const ThunkShape shape = readThunk(*thunk.frame()->message_as_CreateThunk()).shape;
  test.talk.service.first = [&] {
    test.talk.conversation.upcall(ThunkPurpose{&shape, 4711}, [](std::uint32_t) { return 0; });
  };
  EachPlan plan;
  plan.function = 2;
  plan.count = 3;
  const auto frame = plan.frame();
  FakeLane& lane = test.talk.lane;
  std::memcpy(lane.bytes + FakeLane::kFirst, frame.data(), frame.size());
  lane.java.stack(2048);
  lane.java.post(Placement{FakeLane::kFirst, static_cast<std::uint32_t>(frame.size())});
  Placement upcall = lane.java.await();
  CHECK(upcall.offset == 2048);
  lane.java.keep(number(wire::KeptFlag::Answered));
  lane.java.post(upcall);
  upcall = lane.java.await();
  CHECK(upcall.offset == 2048);
  lane.java.keep(0);
  lane.java.post(upcall);
  const Placement answer = lane.java.await();
  CHECK(answer.offset == FakeLane::kFirst);
  const std::vector<std::uint8_t> reply(lane.bytes + answer.offset, lane.bytes + answer.offset + answer.size);
  CHECK(eachIn(reply).progress()->done() == 2);
  CHECK(lane.java.outcome().status() == number(wire::CallStatus::Returned));
}

TEST_CASE("reads the golden Each") {
  const Golden golden("each");
  const EachRequest request = readEach(golden.copy(), golden.message<wire::Each>());
  CHECK(request.call.function == 0x7fff80000000);
  REQUIRE(request.call.slotCount == 3);
  CHECK(request.call.slots[0] == 1);
  REQUIRE(request.columnCount == 2);
  CHECK(request.columns[0].elements() == 0x200000001000);
  CHECK(request.columns[0].signed_());
  CHECK(request.columns[0].bytes() == 2);
  CHECK(request.columns[1].slot() == 1);
  CHECK(request.columns[1].slots() == 2);
  CHECK_FALSE(request.columns[1].signed_());
  CHECK(request.count == 16384);
  CHECK(request.results == 0x200000005000);
  CHECK(request.resultBytes == 8);
  const auto* progress = reinterpret_cast<const wire::EachProgress*>(golden.copy().bytes() + request.progressOffset);
  CHECK(progress->done() == 4294967297);
}

TEST_CASE("refuses Eachs that make no sense") {
  EachPlan plan;
  plan.slots = {0, 0};
  plan.withProgress = false;
  CHECK(refusalOf(plan) == "BadFrame: the Each has no progress to be filled");
  plan.withProgress = true;
  plan.function = 0;
  CHECK(refusalOf(plan) == "BadArgument: Call.function is 0");
  plan.function = 1;
  plan.resultBytes = 3;
  CHECK(refusalOf(plan) == "BadArgument: Each.result_bytes is 3, not 0, 1, 2, 4 or 8");
  plan.resultBytes = 0;
  plan.columns = {wire::Column(0, false, 3, 0, 1)};
  CHECK(refusalOf(plan) == "BadArgument: column 0 of the Each has values of 3 bytes, not of 1, 2, 4 or 8");
  plan.columns = {wire::Column(0, false, 8, 0, 1), wire::Column(0, false, 4, 0, 2)};
  CHECK(refusalOf(plan) == "BadArgument: column 1 of the Each goes to 2 slots with values of 4 bytes");
  plan.columns = {wire::Column(0, false, 8, 0, 0)};
  CHECK(refusalOf(plan) == "BadArgument: column 0 of the Each goes to 0 slots with values of 8 bytes");
  plan.columns = {wire::Column(0, false, 8, 1, 2)};
  CHECK(refusalOf(plan) == "BadArgument: column 0 of the Each goes to slot 1 of 2");
  plan.columns = {wire::Column(16, false, 8, 1, 1)};
  plan.count = 1;
  CHECK(refusalOf(plan) == "BadArgument: no arena there");
  plan.columns.clear();
  plan.resultBytes = 8;
  CHECK(refusalOf(plan) == "BadArgument: no arena there");
}
