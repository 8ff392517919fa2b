#include <cmath>
#include <cstring>

#include "wine/under_wine.h"

using namespace bascule;
using namespace bascule::test;

namespace {

std::uint64_t floatBits(float value) {
  std::uint32_t slot;
  std::memcpy(&slot, &value, sizeof slot);
  return slot;
}

}  // namespace

TEST_CASE("calls pow of msvcrt") {
  UnderWine wine;
  const std::uint64_t pow = wine.calls.resolve(wine.calls.load("msvcrt.dll"), "pow");
  const wire::Outcome outcome = wine.calls.call(pow, {bits(2), bits(0.5)});
  CHECK(returned(outcome));
  CHECK(asDouble(outcome.floating()) == std::sqrt(2.0));
}

TEST_CASE("arguments reach their registers and stack slots") {
  UnderWine wine;
  CHECK(static_cast<std::int32_t>(wine.call("add", {20, 0xFFFFFFFE}).integer()) == 18);
  const wire::Outcome mixed = wine.call("mixed", {1, bits(2), floatBits(3), 4, bits(5), 6, floatBits(7)});
  CHECK(asDouble(mixed.floating()) == 7654321);
  CHECK(wine.call("sum_of_ten", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}).integer() == 385);
  CHECK(static_cast<std::uint32_t>(wine.call("half", {floatBits(3)}).floating()) == floatBits(1.5F));
}

TEST_CASE("as many slots as the protocol allows are passed") {
  UnderWine wine;
  std::vector<std::uint64_t> slots(255);
  for (std::size_t i = 0; i < 10; ++i) {
    slots[i] = i + 1;
  }
  CHECK(wine.call("sum_of_ten", slots).integer() == 385);
}

TEST_CASE("the stack is aligned whatever the number of slots") {
  UnderWine wine;
  const std::uint64_t expected = wine.call("stack_misalignment").integer();
  for (std::size_t count = 1; count < 12; ++count) {
    CHECK(wine.call("stack_misalignment", std::vector<std::uint64_t>(count)).integer() == expected);
  }
}

TEST_CASE("what a function does to the CPU's state ends with it") {
  UnderWine wine;
  const std::uint64_t before = wine.call("cpu_state").integer();
  CHECK((before >> 63) == 0);
  CHECK(returned(wine.call("spoil_cpu_state")));
  CHECK(wine.call("cpu_state").integer() == before);
}

TEST_CASE("the last error of a lane is that of its previous call") {
  UnderWine wine;
  CHECK(wine.call("exchange_last_error", {1234}).last_error() == 1234);
  // The host itself gets errors from Windows in between.
  CHECK_THROWS(wine.calls.resolve(wine.dll, "not there"));
  CHECK_THROWS(wine.calls.load("not-there.dll"));
  const wire::Outcome next = wine.call("exchange_last_error", {55});
  CHECK(next.integer() == 1234);
  CHECK(next.last_error() == 55);
  CHECK(wine.call("exchange_last_error", {66}, number<std::uint8_t>(wire::CallFlag::ClearLastError)).integer() == 0);
}

TEST_CASE("every lane has its own last error") {
  UnderWine wine;
  Calls other(wine.jvm.openLane());
  wine.call("exchange_last_error", {1});
  other.call(wine.function("exchange_last_error"), {2});
  CHECK(wine.call("exchange_last_error", {3}).integer() == 1);
  CHECK(other.call(wine.function("exchange_last_error"), {4}).integer() == 2);
}

TEST_CASE("a lane's calls run on one thread of its own") {
  UnderWine wine;
  Calls other(wine.jvm.openLane());
  const auto thread = wine.call("thread_id").integer();
  CHECK(wine.call("thread_id").integer() == thread);
  CHECK(other.call(wine.function("thread_id"), {}).integer() != thread);
}

TEST_CASE("functions work on the arena in place") {
  UnderWine wine;
  int* cell = wine.scratch<int>();
  *cell = 5;
  CHECK(static_cast<int>(wine.call("read_at", {wine.jvm.scratch()}).integer()) == 5);
  wine.call("write_at", {wine.jvm.scratch(), 42});
  CHECK(*cell == 42);
}

TEST_CASE("what a DLL prints goes to stderr, and its input is empty") {
  UnderWine wine;
  std::strcpy(wine.scratch<char>(), "printed by a DLL");
  CHECK(returned(wine.call("print_out", {wine.jvm.scratch()})));
  CHECK(static_cast<std::int32_t>(wine.call("read_input").integer()) == -1);
  const std::string printed = wine.host().errorOutput();
  CHECK(printed == "printed by a DLL\r\nraw\n");
}

TEST_CASE("a call that writes over the control words of its lane is told, and the lane goes on") {
  UnderWine wine;
  const auto window = reinterpret_cast<std::uint64_t>(wine.jvm.windowOf(1));
  for (const std::uint64_t at : {0, 4, 8, 12, 16, 20}) {
    const wire::Outcome outcome = wine.call("write_at", {window + at, 0x5A5A5A5A});
    CHECK(outcome.status() == number(wire::CallStatus::ControlOverwritten));
    CHECK(static_cast<std::int32_t>(wine.call("add", {20, 22}).integer()) == 42);
  }
  // Words that are written anew before anybody reads them.
  for (const std::uint64_t at : {24, 60, 64, 68, 72, 76, 88, 104, 120}) {
    CHECK(returned(wine.call("write_at", {window + at, 0x5A5A5A5A})));
    CHECK(static_cast<std::int32_t>(wine.call("add", {20, 22}).integer()) == 42);
  }
}
