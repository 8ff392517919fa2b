#include <algorithm>
#include <cstring>

#include "wine/calling.h"

using namespace bascule;
using namespace bascule::test;

namespace {

using wire::ResultRegister;

std::uint64_t floatBits(float value) {
  std::uint32_t slot;
  std::memcpy(&slot, &value, sizeof slot);
  return slot;
}

float asFloat(std::uint64_t slot) {
  const auto low = static_cast<std::uint32_t>(slot);
  float value;
  std::memcpy(&value, &low, sizeof value);
  return value;
}

/// Calls back with the slots kept in `seen`.
struct Recording {
  Slots seen;
  UpcallResult result;
  Calling calling{[this](JavaThread&, std::uint64_t, const Slots& slots) {
    seen = slots;
    return result;
  }};
};

}  // namespace

TEST_CASE("every type of argument arrives from every position") {
  Recording test;
  const std::uint64_t callNine = test.calling.function("call_nine");
  const std::uint64_t expected[] = {1000, 1000, floatBits(1000.5F), bits(1000.5)};
  for (std::uint64_t type = 0; type < 4; ++type) {
    for (std::uint32_t position = 0; position < 9; ++position) {
      CAPTURE(type);
      CAPTURE(position);
      const bool inXmm = type >= 2 && position < 4;
      const auto floating = static_cast<std::uint8_t>(inXmm ? 1U << position : 0U);
      const std::uint64_t thunk = test.calling.java.createThunk({position + 1, 9, floating});
      test.result = integer(static_cast<std::int64_t>(0x123456789ABCDEF0 + position));
      const wire::Outcome outcome = test.calling.java.call(callNine, {thunk, type, position});
      CHECK(returned(outcome));
      CHECK(outcome.integer() == 0x123456789ABCDEF0 + position);
      REQUIRE(test.seen.size() == 9);
      for (std::uint32_t i = 0; i < 9; ++i) {
        const bool narrow = i != position || type == 0 || type == 2;
        const std::uint64_t slot = narrow ? test.seen[i] & 0xFFFFFFFF : test.seen[i];
        CHECK(slot == (i == position ? expected[type] : i + 1));
      }
      test.calling.java.freeThunk(thunk);
    }
  }
}

TEST_CASE("mixed arguments arrive in their places") {
  Recording test;
  test.result = UpcallResult{0, bits(0.25)};
  const std::uint64_t thunk = test.calling.java.createThunk({1, 8, 0x5, ResultRegister::Float64});
  const wire::Outcome outcome = test.calling.call("call_mixed", {thunk});
  CHECK(asDouble(outcome.floating()) == 0.25);
  REQUIRE(test.seen.size() == 8);
  CHECK(asDouble(test.seen[0]) == 1.5);
  CHECK(asInt(test.seen[1]) == -2);
  CHECK(asFloat(test.seen[2]) == 3.5F);
  CHECK(test.seen[3] == std::uint64_t{1} << 40);
  CHECK(asDouble(test.seen[4]) == 5.5);
  CHECK(asFloat(test.seen[5]) == 6.5F);
  CHECK(asInt(test.seen[6]) == -7);
  CHECK(asDouble(test.seen[7]) == 8.5);
}

TEST_CASE("float and double results arrive") {
  Calling calling([](JavaThread&, std::uint64_t callback, const Slots& slots) {
    return callback == 1 ? UpcallResult{0, floatBits(asFloat(slots[0]) * 2)}
                         : UpcallResult{0, bits(asDouble(slots[0]) * 2)};
  });
  const std::uint64_t forFloat = calling.java.createThunk({1, 1, 1, ResultRegister::Float32});
  const std::uint64_t forDouble = calling.java.createThunk({2, 1, 1, ResultRegister::Float64});
  CHECK(asFloat(calling.call("call_for_float", {forFloat, floatBits(2.5F)}).floating()) == 6);
  CHECK(asDouble(calling.call("call_for_double", {forDouble, bits(3.5)}).floating()) == 8);
}

TEST_CASE("a large structure is returned through the hidden pointer in slot 0") {
  struct Large {
    std::int64_t first;
    std::int64_t second;
    double third;
  };
  std::uint64_t scratch = 0;
  Calling calling([&](JavaThread& java, std::uint64_t, const Slots& slots) {
    CHECK(asInt(slots[1]) == 5);
    // The pointer leads to the DLL's own stack, so the bytes go there by a request.
    *reinterpret_cast<Large*>(scratch) = Large{40, 2, 0.5};
    ReplyWriter write;
    write.finish(0, wire::CreateWriteMemory(write.fresh(), slots[0], sizeof(Large), scratch));
    CHECK(java.request(write).frame().message_as_WriteMemory() != nullptr);
    return UpcallResult{slots[0]};
  });
  scratch = calling.wine.jvm.scratch();
  const std::uint64_t thunk = calling.java.createThunk({1, 2});
  CHECK(asDouble(calling.call("call_for_large", {thunk}).floating()) == 42.5);
}

TEST_CASE("qsort of msvcrt sorts by a comparator on this side") {
  int* cells = nullptr;
  int compared = 0;
  Calling calling([&](JavaThread&, std::uint64_t, const Slots& slots) {
    ++compared;
    const int left = *reinterpret_cast<const int*>(slots[0]);
    const int right = *reinterpret_cast<const int*>(slots[1]);
    return integer(left < right ? -1 : left > right);
  });
  cells = calling.wine.scratch<int>();
  constexpr int kCount = 1000;
  for (int i = 0; i < kCount; ++i) {
    cells[i] = (i * 7919) % kCount;
  }
  const std::uint64_t qsort = calling.wine.calls.resolve(calling.wine.calls.load("msvcrt.dll"), "qsort");
  const std::uint64_t thunk = calling.java.createThunk({1, 2});
  CHECK(returned(calling.java.call(qsort, {calling.wine.jvm.scratch(), kCount, sizeof(int), thunk})));
  CHECK(std::is_sorted(cells, cells + kCount));
  CHECK(cells[kCount - 1] == kCount - 1);
  CHECK(compared > kCount);
}

TEST_CASE("an upcall without an outcome gives the DLL 0") {
  Calling calling([](JavaThread&, std::uint64_t, const Slots&) { return UpcallResult{5, 5, false}; });
  const std::uint64_t thunk = calling.java.createThunk({1, 1});
  const wire::Outcome outcome = calling.call("call_and_add_one", {thunk, 7});
  CHECK(returned(outcome));
  CHECK(asInt(outcome.integer()) == 1);
}

TEST_CASE("a freed thunk still calls with its old number") {
  std::vector<std::uint64_t> numbers;
  Calling calling([&](JavaThread&, std::uint64_t callback, const Slots&) {
    numbers.push_back(callback);
    return UpcallResult{0, 0, false};
  });
  const std::uint64_t thunk = calling.java.createThunk({4711, 1});
  calling.java.freeThunk(thunk);
  CHECK(asInt(calling.call("call_and_add_one", {thunk, 7}).integer()) == 1);
  CHECK(numbers == std::vector<std::uint64_t>{4711});
  CHECK_THROWS(calling.java.freeThunk(thunk));
}

TEST_CASE("thunks come and go by the thousands in constant memory") {
  std::uint64_t seen = 0;
  Calling calling([&](JavaThread&, std::uint64_t callback, const Slots&) {
    seen = callback;
    return integer(0);
  });
  const std::uint64_t function = calling.function("call_and_add_one");
  std::vector<std::uint64_t> addresses;
  int wrong = 0;
  for (std::uint64_t i = 1; i <= 20000; ++i) {
    const std::uint64_t thunk = calling.java.createThunk({i, 1});
    addresses.push_back(thunk);
    if (i % 10 == 0) {
      calling.java.call(function, {thunk, 0});
      wrong += seen != i;
    }
    calling.java.freeThunk(thunk);
  }
  CHECK(wrong == 0);
  std::sort(addresses.begin(), addresses.end());
  addresses.erase(std::unique(addresses.begin(), addresses.end()), addresses.end());
  CHECK(addresses.size() > 4096);
  CHECK(addresses.size() <= 4096 + 1023);
}

TEST_CASE("spoiled CreateThunks are refused") {
  UnderWine wine;
  const auto failure = [&](auto build) { return failureOf(wine.calls, build); };
  CHECK(failure([](auto& w) { buildCreateThunk(w, std::vector<std::uint8_t>(16)); }) ==
        "BadArgument (0): the 16 bytes of CreateThunk.frame do not pass FlatBuffers' verifier as a Frame");
  CHECK(failure([](auto& w) {
          buildCreateThunk(w, ThunkPlan{1, 256});
        }) == "BadArgument (0): the Upcall of CreateThunk has 256 slots, at most 255 are allowed");
  CHECK(failureOf(wine.calls, [](auto& w) { w.finish(0, wire::CreateFreeThunk(w.fresh(), 0x1234)); }) ==
        "BadArgument (0): 0x1234 was not made by CreateThunk, or has been freed already");
  CHECK(wine.call("add", {1, 2}).integer() == 3);
}

TEST_CASE("the last error of the DLL survives an upcall") {
  std::uint64_t setter = 0;
  bool sets = false;
  Calling calling([&](JavaThread& java, std::uint64_t, const Slots&) {
    ReplyWriter load;  // fails, and leaves an error of Windows behind
    auto& builder = load.fresh();
    load.finish(0, wire::CreateLoad(builder, builder.CreateString("not-there.dll")));
    CHECK(failureIn(java.request(load).frame()).find("LoadFailed") == 0);
    if (sets) {
      // It finds what the DLL had.
      CHECK(java.call(setter, {77}).integer() == 1234);
    }
    return integer(0);
  });
  setter = calling.wine.function("exchange_last_error");
  const std::uint64_t thunk = calling.java.createThunk({1, 1});
  CHECK(calling.call("call_with_last_error", {thunk, 1234}).integer() == 1234);
  sets = true;
  const wire::Outcome changed = calling.call("call_with_last_error", {thunk, 1234});
  CHECK(changed.integer() == 77);
  CHECK(changed.last_error() == 77);
}

TEST_CASE("DllMain calls back while a request runs, and leaves the lane's last error alone") {
  std::vector<std::uint64_t> seen;
  Calling calling([&](JavaThread&, std::uint64_t callback, const Slots& slots) {
    seen = {callback, slots[0] & 0xFFFFFFFF};
    return integer(0);
  });
  const std::uint64_t thunk = calling.java.createThunk({4711, 1});
  calling.call("call_when_unloaded", {thunk});
  const std::uint64_t exchange = calling.wine.function("exchange_last_error");
  calling.java.call(exchange, {55});
  ReplyWriter unload;
  unload.finish(0, wire::CreateUnload(unload.fresh(), calling.dll));
  CHECK(failureIn(calling.java.request(unload).frame()) == "Done");
  CHECK(seen == std::vector<std::uint64_t>{4711, 2});
  CHECK(calling.java.call(exchange, {66}).integer() == 55);
}

TEST_CASE("an upcall that cannot be made while a request runs is told on stderr") {
  Calling calling([](JavaThread&, std::uint64_t, const Slots&) { return integer(0); });
  calling.call("call_when_unloaded", {calling.java.createThunk({4711, 1})});
  ReplyWriter unload;
  unload.finish(0, wire::CreateUnload(unload.fresh(), calling.dll));
  JavaLane& lane = calling.wine.calls.lane();
  lane.stack(Jvm::kWindow - 16);
  CHECK(failureIn(lane.exchange(unload).frame()) == "Done");
  CHECK(calling.wine.host().errorOutput() ==
        "bascule-host: an upcall of callback 4711 in lane 1 was not made: WindowFull\n");
}

TEST_CASE("MXCSR, the x87 control word and the DLL's registers are as before an upcall") {
  std::uint64_t spoil = 0;
  Calling calling([&](JavaThread& java, std::uint64_t, const Slots& slots) {
    CHECK(returned(java.call(spoil, {})));
    return integer(asInt(slots[0]));
  });
  spoil = calling.wine.function("spoil_cpu_state");
  const std::uint64_t thunk = calling.java.createThunk({1, 1});
  CHECK(calling.call("keeps_cpu_state", {thunk}).integer() == 1);
  CHECK(asDouble(calling.call("keeps_registers", {thunk, bits(0.5)}).floating()) == 153);
}
