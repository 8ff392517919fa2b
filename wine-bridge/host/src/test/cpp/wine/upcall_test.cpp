#include <algorithm>
#include <cstring>

#include "peer/java_thread.h"
#include "wine/under_wine.h"

using namespace bascule;
using namespace bascule::test;

namespace {

using Slots = JavaThread::Slots;
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

std::int32_t asInt(std::uint64_t slot) { return static_cast<std::int32_t>(slot); }
UpcallResult integer(std::int64_t value) { return {static_cast<std::uint64_t>(value)}; }

/// A session whose lane answers upcalls by `handler`.
struct Calling {
  UnderWine wine;
  std::uint64_t dll = wine.calls.load(kDlls + "upcalling.dll");
  JavaThread java;

  explicit Calling(JavaThread::Handler handler) : java(wine.calls.lane(), std::move(handler)) {}

  std::uint64_t function(const std::string& name) { return wine.calls.resolve(dll, name); }
  wire::Outcome call(const std::string& name, const Slots& slots) { return java.call(function(name), slots); }
};

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
    CHECK(java.request(write).frame().message_as_Copied() != nullptr);
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

TEST_CASE("calls and upcalls nest a thousand deep") {
  constexpr int kDepth = 1000;
  std::uint64_t function = 0;
  std::uint64_t thunk = 0;
  int deepest = 0;
  Calling calling([&](JavaThread& java, std::uint64_t, const Slots& slots) {
    const int left = asInt(slots[0]);
    deepest = std::max(deepest, kDepth - left);
    return left == 0 ? integer(0)
                     : integer(asInt(java.call(function, {thunk, static_cast<std::uint64_t>(left - 1)}).integer()));
  });
  function = calling.function("call_and_add_one");
  thunk = calling.java.createThunk({1, 1});
  for (int round = 0; round < 3; ++round) {
    const wire::Outcome outcome = calling.java.call(function, {thunk, kDepth - 1});
    CHECK(returned(outcome));
    CHECK(asInt(outcome.integer()) == kDepth);
    CHECK(deepest == kDepth);
  }
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

TEST_CASE("nested calls find the stack aligned") {
  std::uint64_t aligned = 0;
  Calling calling([&](JavaThread& java, std::uint64_t, const Slots&) {
    return integer(static_cast<std::int64_t>(java.call(aligned, {}).integer()));
  });
  aligned = calling.wine.function("stack_misalignment");
  const std::uint64_t expected = calling.wine.call("stack_misalignment").integer();
  const std::uint64_t thunk = calling.java.createThunk({1, 1});
  CHECK(calling.call("stack_misalignment_in", {thunk}).integer() == expected);
}

TEST_CASE("a fault in a nested call is that call's alone") {
  std::uint64_t reader = 0;
  Calling calling([&](JavaThread& java, std::uint64_t, const Slots&) {
    for (int i = 0; i < 100; ++i) {
      const wire::Outcome outcome = java.call(reader, {16});
      CHECK(faulted(outcome));
      CHECK(outcome.fault_target() == 16);
    }
    return integer(41);
  });
  reader = calling.wine.function("read_at");
  const std::uint64_t thunk = calling.java.createThunk({1, 1});
  const wire::Outcome outcome = calling.call("call_and_add_one", {thunk, 0});
  CHECK(returned(outcome));
  CHECK(asInt(outcome.integer()) == 42);
}

TEST_CASE("a DLL catches its own exceptions on both sides of an upcall") {
  std::uint64_t catching = 0;
  Calling calling([&](JavaThread& java, std::uint64_t, const Slots& slots) {
    return integer(asInt(java.call(catching, {slots[0]}).integer()));
  });
  catching = calling.wine.function("catch_own");
  const std::uint64_t thunk = calling.java.createThunk({1, 1});
  const wire::Outcome outcome = calling.call("catch_around", {thunk, 10});
  CHECK(returned(outcome));
  CHECK(asInt(outcome.integer()) == 11 + 12);
}

TEST_CASE("an exception of a nested call does not reach the DLL that has called back") {
  std::uint64_t throwing = 0;
  Calling calling([&](JavaThread& java, std::uint64_t, const Slots& slots) {
    CHECK(java.call(throwing, {}).fault_code() == 0x20474343);
    return integer(asInt(slots[0]));
  });
  throwing = calling.wine.function("throw_out");
  const std::uint64_t thunk = calling.java.createThunk({1, 1});
  CHECK(asInt(calling.call("catch_around", {thunk, 10}).integer()) == 21);
}

TEST_CASE("upcalls without end are refused before the stack is full, and the session goes on") {
  std::uint64_t function = 0;
  std::uint64_t thunk = 0;
  int depth = 0;
  int deepest = 0;
  std::uint32_t innermost = 0;
  Calling calling([&](JavaThread& java, std::uint64_t, const Slots&) {
    deepest = std::max(deepest, ++depth);
    const wire::Outcome outcome = java.call(function, {thunk, 10});  // 40 KiB each time
    if (depth-- == deepest) {
      innermost = outcome.status();
    } else {
      CHECK(returned(outcome));
    }
    return integer(0);
  });
  function = calling.function("call_from_depth");
  thunk = calling.java.createThunk({4711, 1});
  for (int round = 0; round < 3; ++round) {
    CHECK(returned(calling.java.call(function, {thunk, 10})));
    CHECK(innermost == number(wire::CallStatus::UpcallsRefused));
    CHECK(deepest > 150);
    CHECK(deepest < 200);
  }
  const wire::Outcome tight = calling.java.call(function, {thunk, 1990});
  CHECK(tight.status() == number(wire::CallStatus::UpcallsRefused));
  CHECK(asInt(tight.integer()) == 1990);
  CHECK(tight.fault_code() == number(wire::UpcallRefusal::StackFull));
  CHECK(tight.fault_target() == 4711);
  CHECK(calling.wine.call("add", {1, 2}).integer() == 3);
}

TEST_CASE("a stack overflow in a nested call comes back as a fault") {
  std::uint64_t overflow = 0;
  Calling calling([&](JavaThread& java, std::uint64_t, const Slots&) {
    for (int i = 0; i < 3; ++i) {
      CHECK(java.call(overflow, {0}).fault_code() == 0xC00000FD);
    }
    return integer(41);
  });
  overflow = calling.wine.function("overflow_stack");
  const std::uint64_t thunk = calling.java.createThunk({1, 1});
  const std::uint64_t function = calling.function("call_from_depth");
  for (const std::uint64_t depth : {0, 1000, 1900}) {
    const wire::Outcome outcome = calling.java.call(function, {thunk, depth});
    CHECK(returned(outcome));
    CHECK(asInt(outcome.integer()) == 41 + static_cast<std::int32_t>(depth));
  }
}

TEST_CASE("a full window refuses upcalls") {
  int made = 0;
  Calling calling([&](JavaThread&, std::uint64_t, const Slots&) {
    ++made;
    return integer(1);
  });
  const std::uint64_t thunk = calling.java.createThunk({4711, 1});
  const std::uint64_t function = calling.wine.function("call_many");
  ReplyWriter call;
  buildCall(call, function, {thunk, 3});
  JavaLane& lane = calling.wine.calls.lane();
  lane.stack(Jvm::kWindow - 64);
  const LaneReply reply = lane.exchange(call);
  const wire::Outcome& outcome = *reply.frame().message_as_Call()->outcome();
  CHECK(outcome.status() == number(wire::CallStatus::UpcallsRefused));
  CHECK(outcome.integer() == 0);
  CHECK(outcome.fault_code() == number(wire::UpcallRefusal::WindowFull));
  CHECK(outcome.fault_target() == 4711);
  CHECK(made == 0);
  CHECK(asInt(calling.java.call(function, {thunk, 3}).integer()) == 3);
}
