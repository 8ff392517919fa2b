#include <algorithm>

#include "wine/calling.h"

using namespace bascule;
using namespace bascule::test;

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
  const wire::Outcome outcome = lane.outcome(reply.at);
  CHECK(outcome.status() == number(wire::CallStatus::UpcallsRefused));
  CHECK(outcome.integer() == 0);
  CHECK(outcome.fault_code() == number(wire::UpcallRefusal::WindowFull));
  CHECK(outcome.fault_target() == 4711);
  CHECK(made == 0);
  CHECK(asInt(calling.java.call(function, {thunk, 3}).integer()) == 3);
}
