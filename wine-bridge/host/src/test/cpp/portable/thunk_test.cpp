#include <doctest/doctest.h>

#include <deque>
#include <thread>

#include "peer/thunks.h"
#include "portable/golden.h"
#include "portable/refusal.h"
#include "portable/thunk_pool.h"

using namespace bascule;
using namespace bascule::test;

namespace {

constexpr std::size_t kChunk = 100;

/// Makes records without code; addresses count up.
struct Pool {
  std::deque<ThunkRecord> records;
  int chunks = 0;
  ThunkPool pool{[this] {
    ++chunks;
    std::vector<ThunkPlace> places;
    for (std::size_t i = 0; i < kChunk; ++i) {
      records.emplace_back(nullptr);
      places.push_back(ThunkPlace{records.size(), &records.back()});
    }
    return places;
  }};

  std::uint64_t create(std::uint64_t callback, std::uint32_t slots = 1) {
    ReplyWriter writer;
    buildCreateThunk(writer, ThunkPlan{callback, slots});
    const FrameCopy copy(writer.bytes(), writer.size());
    return pool.create(readThunk(*copy.frame()->message_as_CreateThunk()));
  }

  ThunkPurpose purpose(std::uint64_t address) { return records[address - 1].read(); }
};

std::string text(const Refusal& refusal) {
  return std::string(wire::EnumNameFailureCode(refusal.code)) + ": " + refusal.detail;
}

template <class Action>
std::string refusalOf(Action action) {
  try {
    action();
    return "";
  } catch (const Refusal& refusal) {
    return text(refusal);
  }
}

std::string refusalOf(const std::vector<std::uint8_t>& frame, const ThunkPlan& plan = {}) {
  ReplyWriter writer;
  buildCreateThunk(writer, frame, plan);
  const FrameCopy copy(writer.bytes(), writer.size());
  return refusalOf([&] { readThunk(*copy.frame()->message_as_CreateThunk()); });
}

std::vector<std::uint8_t> upcallFrame(std::uint32_t slots) {
  ReplyWriter writer;
  buildUpcall(writer, 1, slots);
  return {writer.bytes(), writer.bytes() + writer.size()};
}

}  // namespace

TEST_CASE("reads the golden CreateThunk, and empties its frame") {
  const Golden golden("create-thunk");
  const ThunkRequest request = readThunk(golden.message<wire::CreateThunk>());
  CHECK(request.callback == 12345678901);
  CHECK(request.shape.convention == wire::Convention::Stdcall);
  CHECK(request.shape.result == wire::ResultRegister::Float64);
  CHECK(request.shape.floating == 10);
  CHECK(request.shape.slotCount == 3);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(request.shape.frame.data());
  const FrameCopy copy(bytes, static_cast<std::uint32_t>(request.shape.frame.size()));
  REQUIRE(copy.frame() != nullptr);
  const wire::Upcall& upcall = *copy.frame()->message_as_Upcall();
  CHECK(upcall.callback() == 0);
  CHECK(upcall.slots()->Get(2) == 0);
  CHECK(reinterpret_cast<const std::uint8_t*>(upcall.slots()->Data()) - copy.bytes() == request.shape.slotsAt);
}

TEST_CASE("reads a CreateThunk without slots and with the number 0") {
  ReplyWriter writer;
  buildCreateThunk(writer, ThunkPlan{0, 0});
  const FrameCopy copy(writer.bytes(), writer.size());
  const ThunkRequest request = readThunk(*copy.frame()->message_as_CreateThunk());
  CHECK(request.shape.slotCount == 0);
  CHECK(request.shape.callbackAt == 0);
}

TEST_CASE("refuses CreateThunks that make no sense") {
  CHECK(refusalOf({}) == "BadArgument: the 0 bytes of CreateThunk.frame do not pass FlatBuffers' verifier as a Frame");
  CHECK(refusalOf(goldenBytes("bad/truncated")) ==
        "BadArgument: the 76 bytes of CreateThunk.frame do not pass FlatBuffers' verifier as a Frame");
  CHECK(refusalOf(goldenBytes("ping")) == "BadArgument: CreateThunk.frame holds Ping, expected Upcall");
  CHECK(refusalOf(upcallFrame(255)) == "");
  CHECK(refusalOf(upcallFrame(256)) == "BadArgument: the Upcall of CreateThunk has 256 slots, at most 255 are allowed");
  auto longFrame = upcallFrame(1);
  longFrame.resize(4096);
  CHECK(refusalOf(longFrame) == "");
  longFrame.resize(4097);
  CHECK(refusalOf(longFrame) == "BadArgument: CreateThunk.frame has 4097 bytes, at most 4096 are allowed");
  CHECK(refusalOf(upcallFrame(1), {0, 0, 16}) ==
        "BadArgument: CreateThunk.floating is 16, but only the slots 0 to 3 are passed in registers");
  CHECK(refusalOf(upcallFrame(1), {0, 0, 0, wire::ResultRegister::Integer, static_cast<wire::Convention>(4)}) ==
        "BadArgument: CreateThunk.convention is 4, which the schema does not have");
  CHECK(refusalOf(upcallFrame(1), {0, 0, 0, static_cast<wire::ResultRegister>(3)}) ==
        "BadArgument: CreateThunk.result is 3, which a thunk cannot give");
}

TEST_CASE("a freed thunk keeps its purpose until 4,096 others have been freed") {
  Pool test;
  const std::uint64_t first = test.create(4711);
  test.pool.free(first);
  for (std::uint64_t i = 0; i < 4096; ++i) {
    const std::uint64_t other = test.create(i);
    CHECK(other != first);
    test.pool.free(other);
    REQUIRE(test.purpose(first).callback == 4711);
  }
  CHECK(test.create(1) == first);
  CHECK(test.purpose(first).callback == 1);
}

TEST_CASE("thunks that come and go need constant memory") {
  Pool test;
  for (std::uint64_t i = 0; i < 20000; ++i) {
    test.pool.free(test.create(i, static_cast<std::uint32_t>(i % 4)));
  }
  CHECK(test.chunks == 41);
}

TEST_CASE("thunks of one kind share their shape") {
  Pool test;
  const std::uint64_t one = test.create(1, 2);
  const std::uint64_t other = test.create(2, 2);
  const std::uint64_t different = test.create(2, 3);
  CHECK(test.purpose(one).shape == test.purpose(other).shape);
  CHECK(test.purpose(one).shape != test.purpose(different).shape);
}

TEST_CASE("what is no thunk in use cannot be freed") {
  Pool test;
  const std::uint64_t thunk = test.create(1);
  const auto free = [&](std::uint64_t address) { return refusalOf([&] { test.pool.free(address); }); };
  CHECK(free(0x1234) == "BadArgument: 0x1234 was not made by CreateThunk, or has been freed already");
  CHECK(free(thunk) == "");
  CHECK(free(thunk) != "");
}

TEST_CASE("whoever reads a record while it is written finds one purpose, whole") {
  const ThunkShape shapes[2] = {};
  ThunkRecord record(nullptr);
  record.write(ThunkPurpose{&shapes[0], 0});
  std::atomic<bool> done{false};
  std::thread writer([&] {
    for (std::uint64_t i = 1; !done; ++i) {
      record.write(ThunkPurpose{&shapes[i % 2], i});
    }
  });
  int torn = 0;
  std::uint64_t last = 0;
  for (int i = 0; i < 2000000; ++i) {
    const ThunkPurpose purpose = record.read();
    torn += purpose.shape != &shapes[purpose.callback % 2] || purpose.callback < last;
    last = purpose.callback;
  }
  done = true;
  writer.join();
  CHECK(torn == 0);
}
