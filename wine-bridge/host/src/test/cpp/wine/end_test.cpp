#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "peer/check.h"
#include "wine/under_wine.h"

using namespace bascule;
using namespace bascule::test;
using namespace std::chrono_literals;

namespace {

/// Posts a call that does not come back.
void postCall(UnderWine& wine, const std::string& name, const std::vector<std::uint64_t>& slots = {}) {
  ReplyWriter call;
  buildCall(call, wine.function(name), slots);
  std::memcpy(wine.calls.lane().window() + JavaLane::kFirst, call.bytes(), call.size());
  wine.calls.lane().post(Placement{JavaLane::kFirst, call.size()});
}

/// Clock ticks that a process has used.
long cpuTicks(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string text((std::istreambuf_iterator<char>(file)), {});
  std::istringstream fields(text.substr(text.rfind(')') + 2));
  std::string field;
  for (int i = 0; i < 11; ++i) {
    fields >> field;
  }
  long user = 0;
  long system = 0;
  fields >> user >> system;
  return user + system;
}

}  // namespace

TEST_CASE("Goodbye ends the host without waiting for anything") {
  UnderWine wine;
  postCall(wine, "sleep_for", {60000});
  ReplyWriter goodbye;
  goodbye.finish(9, wire::CreateGoodbye(goodbye.fresh()));
  const auto reply = wine.jvm.control(goodbye);
  REQUIRE_FALSE(reply.empty());
  CHECK(wire::GetFrame(reply.data())->message_as_Done() != nullptr);
  const auto status = wine.host().waitFor(kSoon);
  REQUIRE(status.has_value());
  CHECK(*status == 0);
}

TEST_CASE("the end of the control channel ends the host, whatever it is doing") {
  UnderWine wine;
  postCall(wine, "echo_turns", {wine.jvm.scratch(), 1});  // spins for a turn that never comes
  wine.host().closeInput();
  CHECK(wine.host().waitFor(kSoon).has_value());
}

TEST_CASE("the host is gone when its JVM is killed") {
  int pids[2];
  check(pipe(pids), "pipe");
  const pid_t jvm = check(fork(), "fork");
  if (jvm == 0) {
    UnderWine wine;
    wine.jvm.leaveNoTrace();
    const pid_t host = wine.host().pid();
    check(write(pids[1], &host, sizeof host), "write");
    pause();
    _exit(0);
  }
  pid_t host = 0;
  check(read(pids[0], &host, sizeof host), "read");
  const auto watched = static_cast<int>(check(syscall(SYS_pidfd_open, host, 0), "pidfd_open"));
  kill(jvm, SIGKILL);
  pollfd ended{watched, POLLIN, 0};
  CHECK(poll(&ended, 1, static_cast<int>(kSoon.count())) == 1);
  waitpid(jvm, nullptr, 0);
  close(watched);
  close(pids[0]);
  close(pids[1]);
}

TEST_CASE("an exception in a thread of the DLL ends the host at once, with a line about it") {
  UnderWine wine;
  postCall(wine, "crash_elsewhere");
  REQUIRE(wine.host().waitFor(kSoon).has_value());
  const std::string line = wine.host().errorOutput();
  CHECK(line.find("bascule-host: end: access violation (0xc0000005) at bascule-test.dll+0x") == 0);
  CHECK(line.find(", writing 0x0, on thread ") != std::string::npos);
  CHECK(line.find(", which the DLL made\n") == line.size() - sizeof ", which the DLL made");
  CHECK(line.find('\n') == line.size() - 1);
}

TEST_CASE("no dialog and no debugger holds the host up when a DLL has taken the exception filter away") {
  UnderWine wine;
  postCall(wine, "crash_elsewhere", {1});
  CHECK(wine.host().waitFor(kSoon).has_value());
}

TEST_CASE("a DLL that ends the lane's thread ends the host, for nobody would answer the call") {
  UnderWine wine;
  postCall(wine, "end_thread");
  REQUIRE(wine.host().waitFor(kSoon).has_value());
  CHECK(wine.host().errorOutput() == "bascule-host: end: the thread of lane 1 was ended by what it called\n");
}

TEST_CASE("a DLL that calls exit ends the host at once") {
  UnderWine leaving;
  postCall(leaving, "end_process", {5});
  const auto left = leaving.host().waitFor(kSoon);
  REQUIRE(left.has_value());
  CHECK(WEXITSTATUS(*left) == 5);
  const std::string line = leaving.host().errorOutput();
  CHECK(line.find("bascule-host: end: exit(5), called at bascule-test.dll+0x") == 0);
  CHECK(line.find(", which serves calls\n") == line.size() - sizeof ", which serves calls");
}

TEST_CASE("abort is an exception of the call, each time") {
  UnderWine wine;
  for (int round = 0; round < 3; ++round) {
    const wire::Outcome outcome = wine.call("abort_process");
    CHECK(faulted(outcome));
    CHECK(outcome.fault_code() == 0x40000015);
  }
  CHECK(wine.call("add", {1, 2}).integer() == 3);
}

TEST_CASE("an idle session uses no CPU") {
  UnderWine wine;
  Calls other(wine.jvm.openLane());
  wine.call("add", {1, 2});
  other.call(wine.function("add"), {1, 2});
  const long before = cpuTicks(wine.host().pid());
  std::this_thread::sleep_for(2s);  // there is no event to wait for: nothing must happen
  CHECK(cpuTicks(wine.host().pid()) - before <= 1);
}
