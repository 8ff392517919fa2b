// bascule-raw-roundtrip HOST_EXE TEST_DLL PREFIX COUNT: measures the road, with this program in the place of the JVM.
// Prints nanoseconds per round trip, median and best of many batches that take turns, so that a noisy neighbour
// disturbs all of them alike: the bare turn of two spinning threads (answered by a function of the DLL), a Ping, a Call
// of int add(int, int) whose prepared frame is posted again and again, as a call plan does it, and an upcall of
// int callback(int), which the DLL makes in a loop.

#include <sched.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "peer/java_thread.h"
#include "portable/pause.h"

namespace {

using namespace bascule;
using namespace bascule::test;

constexpr long kBatches = 50;

/// Nanoseconds per turn of each batch.
class Series {
 public:
  explicit Series(const char* what) : what_(what) {}

  template <class Turn>
  void batch(long count, Turn turn) {
    const auto start = std::chrono::steady_clock::now();
    for (long i = 0; i < count; ++i) {
      turn();
    }
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
    batches_.push_back(took.count() / static_cast<double>(count));
  }

  void print() {
    std::sort(batches_.begin(), batches_.end());
    std::printf("%-28s median %9.1f ns, best %9.1f ns\n", what_, batches_[batches_.size() / 2], batches_.front());
  }

 private:
  const char* what_;
  std::vector<double> batches_;
};

class Measurement {
 public:
  Measurement(Jvm& jvm, const std::string& dll) : jvm_(jvm), calls_(jvm.openLane()) {
    const std::uint64_t module = calls_.load("Z:" + dll);
    echo_ = calls_.resolve(module, "echo_turns");
    callMany_ = calls_.resolve(module, "call_many");
    thunk_ = JavaThread(calls_.lane(), nullptr).createThunk({1, 1});
    buildCall(add_, calls_.resolve(module, "add"), {20, 22});
    ping_.finish(0, wire::CreatePing(ping_.fresh(), 7));
  }

  void run(long count) {
    const long batch = std::max(1L, count / kBatches);
    const bool severalCpus = cpus() > 1;
    for (long i = 0; i < kBatches; ++i) {
      if (severalCpus) {
        bareTurns(batch);
      }
      pings(batch);
      adds(batch);
      upcalls(batch);
    }
    if (severalCpus) {
      bare_.print();
    } else {
      std::printf("%-28s not measured: it never sleeps, and there is one CPU\n", "bare turn");
    }
    pinged_.print();
    called_.print();
    upcalled_.print();
  }

 private:
  static int cpus() {
    cpu_set_t set;
    sched_getaffinity(0, sizeof set, &set);
    return CPU_COUNT(&set);
  }

  Placement put(const ReplyWriter& frame) {
    std::memcpy(calls_.lane().window() + JavaLane::kFirst, frame.bytes(), frame.size());
    return Placement{JavaLane::kFirst, frame.size()};
  }

  /// The call that runs the answering function is answered after the last turn.
  void bareTurns(long batch) {
    auto* turns = reinterpret_cast<std::uint8_t*>(jvm_.scratch());
    std::memset(turns, 0, 256);
    ReplyWriter call;
    buildCall(call, echo_, {jvm_.scratch(), static_cast<std::uint64_t>(batch)});
    calls_.lane().post(put(call));
    SharedWord there(turns);
    SharedWord back(turns + 64);
    std::uint32_t turn = 0;
    bare_.batch(batch, [&] {
      there.exchange(++turn);
      while (back.load() != turn) {
        spinPause();
      }
    });
    calls_.lane().await();
  }

  /// A Ping is answered by a frame over it, so each is written anew.
  void pings(long batch) {
    pinged_.batch(batch, [&] { calls_.lane().turn(put(ping_)); });
  }

  /// As a call plan does it: the host keeps the frame, and only the slots are sent.
  void adds(long batch) {
    constexpr std::uint32_t kNumber = 1;
    const Placement at = put(add_);
    calls_.lane().turn(at, kNumber, {});
    called_.batch(batch, [&] { calls_.lane().turn(at, kNumber | number(wire::KeptFlag::Again), {20, 22}); });
  }

  /// As an upcall plan does it: slots and result come and go with the turns.
  void upcalls(long batch) {
    ReplyWriter call;
    buildCall(call, callMany_, {thunk_, static_cast<std::uint64_t>(batch)});
    const Placement called = put(call);
    JavaLane& lane = calls_.lane();
    lane.stack(called.offset + called.size);
    lane.post(called);
    Placement got = lane.await();
    upcalled_.batch(batch, [&] {
      lane.answer(got, lane.cells()[0]);
      got = lane.await();
    });
    if (!(got == called)) {
      throw std::runtime_error("the Call of call_many was not answered in place");
    }
  }

  Jvm& jvm_;
  Calls calls_;
  std::uint64_t echo_;
  std::uint64_t callMany_;
  std::uint64_t thunk_;
  ReplyWriter add_;
  ReplyWriter ping_;
  Series bare_{"bare turn"};
  Series pinged_{"Ping"};
  Series called_{"Call of int add(int, int)"};
  Series upcalled_{"upcall of int callback(int)"};
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) {
    std::fprintf(stderr, "usage: %s HOST_EXE TEST_DLL PREFIX COUNT\n", arguments[0]);
    return 2;
  }
  try {
    Jvm jvm(arguments[1], arguments[3]);
    Measurement(jvm, arguments[2]).run(std::atol(arguments[4]));
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s: %s\n", arguments[0], problem.what());
    return 1;
  }
}
