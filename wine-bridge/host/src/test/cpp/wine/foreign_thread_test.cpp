#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <thread>

#include "peer/foreign_lanes.h"
#include "wine/under_wine.h"

using namespace bascule;
using namespace bascule::test;

namespace {

using Slots = JavaThread::Slots;

enum class End : std::uint64_t { Returns = 0, Exits = 1, Sleeps = 2 };

/// A session whose DLL starts threads that call back.
struct Threads {
  UnderWine wine;
  std::uint64_t dll = wine.calls.load(kDlls + "upcalling.dll");
  ForeignLanes lanes;
  std::uint64_t thunk = 0;
  std::map<std::string, std::uint64_t> functions;

  explicit Threads(JavaThread::Handler handler = echo) : lanes(wine.jvm, std::move(handler)) {
    thunk = JavaThread(wine.calls.lane(), echo).createThunk({4711, 1});
  }

  static UpcallResult echo(JavaThread&, std::uint64_t, const Slots& slots) { return UpcallResult{slots[0]}; }

  std::uint64_t function(const std::string& name) {
    std::uint64_t& known = functions[name];
    return known == 0 ? known = wine.calls.resolve(dll, name) : known;
  }
  std::uint64_t call(const std::string& name, const Slots& slots = {}) {
    return wine.calls.call(function(name), slots).integer();
  }
  std::uint64_t start(std::uint64_t threads, std::uint64_t count, End end) {
    std::fill_n(wine.scratch<std::int32_t>(), threads, -1);
    return call("start_threads", {thunk, threads, count, number<std::uint64_t>(end), wine.jvm.scratch()});
  }
  std::int32_t result(int thread) { return wine.scratch<std::atomic<std::int32_t>>()[thread]; }
  /// What the thread has stored in the end, which is not -1.
  std::int32_t awaitResult(int thread) {
    const auto end = std::chrono::steady_clock::now() + kSoon;
    while (result(thread) == -1 && std::chrono::steady_clock::now() < end) {
      std::this_thread::yield();
    }
    return result(thread);
  }
};

/// What a thread gets whose upcalls echo `count` numbers from thread * 1000 on.
std::int32_t sum(int thread, int count) { return thread * 1000 * count + count * (count - 1) / 2; }

}  // namespace

TEST_CASE("a thread of the DLL gets a lane for its upcalls until it ends") {
  for (const End end : {End::Returns, End::Exits}) {
    Threads test;
    test.start(1, 10000, end);
    CHECK(test.lanes.next() == wire::Message::WantLane);
    CHECK(test.lanes.next() == wire::Message::LaneOpened);
    CHECK(test.lanes.next() == wire::Message::LaneEnded);
    CHECK(test.result(0) == sum(0, 10000));
  }
}

TEST_CASE("the same Windows thread always meets the same Java thread") {
  std::mutex lock;
  std::vector<std::thread::id> met;
  Threads test([&](JavaThread&, std::uint64_t, const Slots& slots) {
    const std::lock_guard<std::mutex> guard(lock);
    met.push_back(std::this_thread::get_id());
    return UpcallResult{slots[0]};
  });
  test.start(1, 100, End::Returns);
  test.lanes.untilEnded(1);
  CHECK(met.size() == 100);
  CHECK(std::count(met.begin(), met.end(), met.front()) == 100);
}

TEST_CASE("eight threads call back at once") {
  constexpr int kThreads = 8;
  std::mutex lock;
  std::condition_variable changed;
  std::size_t inside = 0;
  // Nobody's first upcall is answered before all are there.
  Threads test([&](JavaThread&, std::uint64_t, const Slots& slots) {
    std::unique_lock<std::mutex> guard(lock);
    ++inside;
    changed.notify_all();
    changed.wait_for(guard, kSoon, [&] { return inside >= kThreads; });
    return UpcallResult{slots[0]};
  });
  test.start(kThreads, 500, End::Returns);
  test.lanes.untilEnded(kThreads);
  CHECK(test.lanes.most() == kThreads);
  for (int i = 0; i < kThreads; ++i) {
    CHECK(test.result(i) == sum(i, 500));
  }
}

TEST_CASE("a thread's upcalls call into the DLL again, on that thread") {
  std::uint64_t threadId = 0;
  std::atomic<std::uint64_t> called{0};
  Threads test([&](JavaThread& java, std::uint64_t, const Slots& slots) {
    called = java.call(threadId, {}).integer() & 0xFFFFFFFF;
    return UpcallResult{slots[0]};
  });
  threadId = test.wine.function("thread_id");
  test.start(1, 3, End::Returns);
  test.lanes.untilEnded(1);
  CHECK(called == test.lanes.asked().front());
  CHECK(test.result(0) == sum(0, 3));
}

TEST_CASE("on a thread of the DLL, faults, stack overflows and deep nesting are survived too") {
  std::uint64_t function = 0;
  std::uint64_t thunk = 0;
  std::uint64_t overflow = 0;
  int wrong = 0;
  Threads test([&](JavaThread& java, std::uint64_t, const Slots& slots) {
    const auto depth = static_cast<std::int32_t>(slots[0]);
    wrong += java.call(overflow, {0}).fault_code() != 0xC00000FD;
    if (depth == 0) {
      return UpcallResult{0};
    }
    return UpcallResult{java.call(function, {thunk, static_cast<std::uint64_t>(depth) - 1}).integer()};
  });
  function = test.function("call_and_add_one");
  overflow = test.wine.function("overflow_stack");
  thunk = test.thunk;
  test.start(1, 101, End::Returns);
  test.lanes.untilEnded(1);
  CHECK(wrong == 0);
  CHECK(test.result(0) == sum(0, 101));
}

TEST_CASE("the end of a terminated thread is told") {
  Threads test;
  const std::uint64_t handle = test.start(1, 3, End::Sleeps);
  CHECK(test.lanes.next() == wire::Message::WantLane);
  CHECK(test.lanes.next() == wire::Message::LaneOpened);
  CHECK(test.awaitResult(0) == sum(0, 3));
  CHECK((test.call("terminate", {handle}) & 1) == 1);
  CHECK(test.lanes.next() == wire::Message::LaneEnded);
}

TEST_CASE("a thread that is terminated inside an upcall ends its lane") {
  std::atomic<bool> inside{false};
  std::atomic<bool> go{false};
  Threads test([&](JavaThread&, std::uint64_t, const Slots& slots) {
    inside = true;
    while (!go) {
      std::this_thread::yield();
    }
    return UpcallResult{slots[0]};
  });
  const std::uint64_t handle = test.start(1, 1, End::Returns);
  CHECK(test.lanes.next() == wire::Message::WantLane);
  CHECK(test.lanes.next() == wire::Message::LaneOpened);
  while (!inside) {
    std::this_thread::yield();
  }
  CHECK((test.call("terminate", {handle}) & 1) == 1);
  std::thread releaser([&] { go = true; });
  CHECK(test.lanes.next() == wire::Message::LaneEnded);
  releaser.join();
  CHECK(test.wine.call("add", {1, 2}).integer() == 3);
}

TEST_CASE("a thread that is terminated while it waits for a lane gets none") {
  Threads test;
  const std::uint64_t handle = test.start(1, 1, End::Returns);
  const auto bytes = test.wine.host().receive();
  const auto* want = wire::GetFrame(bytes.data())->message_as_WantLane();
  REQUIRE(want != nullptr);
  CHECK(want->callback() == 4711);
  CHECK((test.call("terminate", {handle}) & 1) == 1);
  ReplyWriter open;
  auto& builder = open.fresh();
  const auto bell = builder.CreateString("/not/there");
  const auto window = reinterpret_cast<std::uint64_t>(test.wine.jvm.windowOf(9));
  open.finish(3, wire::CreateOpenLane(builder, 9, window, Jvm::kWindow, bell, bell, want->thread_id()));
  const std::string thread = "LaneFailed (0): thread " + std::to_string(want->thread_id());
  const std::string answer = failureIn(*wire::GetFrame(test.wine.jvm.control(open).data()));
  // Which, depends on how soon the host notices.
  CHECK((answer == thread + " does not wait for a lane" || answer == thread + " has ended"));
  // The lane's number is free again.
  CHECK(failureIn(*wire::GetFrame(test.wine.jvm.control(open).data())) == thread + " does not wait for a lane");
}

TEST_CASE("a thread that gets no lane gets 0 and may ask again") {
  Threads test;
  test.lanes.deny();
  test.start(1, 3, End::Returns);
  // The thread may ask again before the control channel's thread has answered DenyLane.
  for (int i = 0; i < 6; ++i) {
    test.lanes.next();
  }
  CHECK(test.lanes.asked().size() == 3);
  CHECK(test.awaitResult(0) == 0);
}

TEST_CASE("a thread that was denied a lane gets one when it asks again") {
  Threads test;
  test.lanes.deny();
  test.start(1, 3, End::Returns);
  CHECK(test.lanes.next() == wire::Message::WantLane);
  test.lanes.deny(false);
  test.lanes.untilEnded(1);
  CHECK(test.result(0) == 1 + 2);
}

TEST_CASE("an upcall that cannot be made on a thread of the DLL is told on stderr, once") {
  Threads test([](JavaThread& java, std::uint64_t, const Slots&) {
    java.fill();
    return UpcallResult{5};
  });
  test.start(1, 100, End::Returns);
  test.lanes.untilEnded(1);
  CHECK(test.result(0) == 5);
  CHECK(test.wine.host().errorOutput() ==
        "bascule-host: an upcall of callback 4711 in lane 10 was not made: WindowFull\n");
}

TEST_CASE("a thread whose bells cannot be opened gets 0") {
  Threads test;
  test.lanes.spoilBells();
  test.start(1, 1, End::Returns);
  CHECK(test.lanes.next() == wire::Message::WantLane);
  CHECK(test.lanes.next() == wire::Message::Failure);
  CHECK(test.lanes.lastFailure().find("LaneFailed: the bell /tmp/bascule-test-") == 0);
  CHECK(test.awaitResult(0) == 0);
}

TEST_CASE("nothing is left of hundreds of threads") {
  Threads test;
  const auto handles = [&] { return test.call("handle_count") & 0xFFFFFFFF; };
  std::uint64_t before = 0;
  for (int i = 0; i < 200; ++i) {
    test.start(1, 2, End::Returns);
    test.lanes.untilEnded(1);
    if (i == 20) {
      before = handles();
    }
  }
  // start_threads leaves the handle of each thread open, the host none.
  CHECK(handles() <= before + 179 + 5);
}

TEST_CASE("DllMain calls back from new threads, the lanes' own ones too, under the loader lock") {
  Threads test;
  // Later the loader lock may be held by a thread that waits for this one to give it a lane.
  const std::uint64_t add = test.wine.function("add");
  test.function("start_threads");
  test.call("call_when_attached", {test.thunk});
  test.start(1, 5, End::Returns);
  test.lanes.untilEnded(1);
  CHECK(test.result(0) == sum(0, 5));

  // A lane of the session: its thread asks for a lane before it opens its own.
  JavaLane lane(5, test.wine.jvm.windowOf(5), Jvm::kWindow, test.wine.jvm.directory(), test.wine.jvm.spinBudget());
  ReplyWriter open;
  lane.describe(open);
  test.wine.host().send(open);
  // So do the threads of the pool on which the host notices that a thread has ended.
  const std::size_t before = test.lanes.asked().size();
  test.lanes.untilOpened(5);
  CHECK(test.lanes.asked().size() > before);
  Calls calls(lane);
  CHECK(calls.call(add, {1, 2}).integer() == 3);
  CHECK(failureIn(ask(calls, [](auto& b) { return wire::CreateCloseLane(b); }).frame()) == "Done");
  test.lanes.untilEnded(1);
}

TEST_CASE("the host ends with its JVM also while a thread of the DLL waits under the loader lock") {
  Threads test;
  test.function("start_threads");
  test.call("call_when_attached", {test.thunk});
  test.start(1, 5, End::Returns);
  // The thread's DllMain has called back, and nobody will give it a lane.
  CHECK(!test.wine.host().receive().empty());
  test.wine.host().closeInput();
  CHECK(test.wine.host().waitFor(kSoon).has_value());
}

TEST_CASE("DenyLane and OpenLane for a thread that does not wait are refused") {
  UnderWine wine;
  ReplyWriter deny;
  deny.finish(3, wire::CreateDenyLane(deny.fresh(), 12345));
  CHECK(failureIn(*wire::GetFrame(wine.jvm.control(deny).data())) ==
        "LaneFailed (0): thread 12345 does not wait for a lane");
  ReplyWriter open;
  auto& b = open.fresh();
  const auto bell = b.CreateString("/not/there");
  open.finish(4, wire::CreateOpenLane(b, 9, wine.jvm.scratch(), 65536, bell, bell, 12345));
  CHECK(failureIn(*wire::GetFrame(wine.jvm.control(open).data())) ==
        "LaneFailed (0): thread 12345 does not wait for a lane");
}
