#include "wine/under_wine.h"

using namespace bascule;
using namespace bascule::test;

namespace {

constexpr std::uint32_t kAccessViolation = 0xC0000005;
constexpr std::uint32_t kDivideByZero = 0xC0000094;
constexpr std::uint32_t kStackOverflow = 0xC00000FD;

/// Where the test DLL is, to judge fault addresses.
bool inTestDll(UnderWine& wine, std::uint64_t address) {
  const LaneReply reply = ask(wine.calls, [&](auto& b) { return wire::CreateDescribe(b, address); });
  return reply.frame().message_as_Described()->base() == wine.dll;
}

}  // namespace

TEST_CASE("an access violation comes back with its address, kind and target") {
  UnderWine wine;
  const wire::Outcome read = wine.call("read_at", {16});
  CHECK(faulted(read));
  CHECK(read.fault_code() == kAccessViolation);
  CHECK(read.fault_access() == 0);
  CHECK(read.fault_target() == 16);
  CHECK(read.fault_address() - wine.function("read_at") < 32);
  CHECK(inTestDll(wine, read.fault_address()));

  const wire::Outcome write = wine.call("write_at", {0x123456789000, 1});
  CHECK(faulted(write));
  CHECK(write.fault_access() == 1);
  CHECK(write.fault_target() == 0x123456789000);
}

TEST_CASE("a function that Wine exports without code for it costs its call only") {
  UnderWine wine;
  for (int i = 0; i < 3; ++i) {
    const wire::Outcome outcome = wine.call("call_stub", {});
    CHECK(faulted(outcome));
    CHECK(outcome.fault_code() == 0x80000100);
    CHECK(outcome.fault_address() != 0);
    CHECK(outcome.fault_target() != 0);
    CHECK(wine.call("add", {2, 3}).integer() == 5);
  }
}

TEST_CASE("a call of an address without code faults there") {
  UnderWine wine;
  const wire::Outcome outcome = wine.calls.call(0x123456789000, {});
  CHECK(faulted(outcome));
  CHECK(outcome.fault_code() == kAccessViolation);
  CHECK(outcome.fault_address() == 0x123456789000);
  CHECK(outcome.fault_access() == 8);
}

TEST_CASE("a division by zero comes back") {
  UnderWine wine;
  const wire::Outcome outcome = wine.call("divide", {1, 0});
  CHECK(faulted(outcome));
  CHECK(outcome.fault_code() == kDivideByZero);
  CHECK(outcome.fault_target() == 0);
  CHECK(wine.call("divide", {7, 2}).integer() == 3);
}

TEST_CASE("stack overflows are survived, one after the other") {
  UnderWine wine;
  for (int i = 0; i < 3; ++i) {
    for (const char* how : {"overflow_stack", "overflow_stack_in_small_steps", "overflow_stack_in_large_steps"}) {
      const wire::Outcome outcome = wine.call(how, {0});
      CHECK(faulted(outcome));
      CHECK(outcome.fault_code() == kStackOverflow);
    }
  }
  CHECK(wine.call("add", {1, 2}).integer() == 3);
}

TEST_CASE("exceptions that nobody catches come back, whatever their code") {
  UnderWine wine;
  CHECK(wine.call("raise_code", {0xE0001234}).fault_code() == 0xE0001234);
  const wire::Outcome thrown = wine.call("throw_out");
  CHECK(faulted(thrown));
  CHECK(thrown.fault_code() == 0x20474343);  // "GCC"
}

TEST_CASE("a DLL's own handlers see its exceptions first") {
  UnderWine wine;
  const wire::Outcome outcome = wine.call("catch_own", {41});
  CHECK(returned(outcome));
  CHECK(outcome.integer() == 42);
}

TEST_CASE("the CPU's state is restored after a fault too") {
  UnderWine wine;
  const std::uint64_t before = wine.call("cpu_state").integer();
  wine.call("spoil_cpu_state");
  CHECK(faulted(wine.call("read_at", {16})));
  CHECK(wine.call("cpu_state").integer() == before);
}

TEST_CASE("thousands of faults cost neither memory nor the session") {
  UnderWine wine;
  const std::uint64_t function = wine.function("read_at");
  int faults = 0;
  for (int i = 0; i < 10000; ++i) {
    faults += faulted(wine.calls.call(function, {16}));
  }
  CHECK(faults == 10000);
  CHECK(wine.call("add", {1, 2}).integer() == 3);
}
