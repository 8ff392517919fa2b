#include <doctest/doctest.h>

#include <random>
#include <thread>

#include "portable/fake_lane.h"

using namespace bascule;
using namespace bascule::test;

namespace {

/// Java posts `turns` numbers, the host posts each back with one added.
void playTurns(FakeLane& lane, std::uint32_t turns) {
  std::thread host([&] {
    for (std::uint32_t i = 0; i < turns; ++i) {
      const Placement got = lane.host.await();
      lane.host.post(Placement{got.offset + 1, got.size + 2});
    }
  });
  std::uint32_t wrong = 0;
  for (std::uint32_t i = 0; i < turns; ++i) {
    lane.java.post(Placement{i, i * 3});
    const Placement got = lane.java.await();
    wrong += got.offset != i + 1 || got.size != i * 3 + 2;
  }
  host.join();
  CHECK(wrong == 0);
}

std::uint32_t& word(FakeLane& lane, wire::LaneLayout at) {
  return *reinterpret_cast<std::uint32_t*>(lane.bytes + number<std::size_t>(at));
}

}  // namespace

TEST_CASE("no turn is lost when both sides always sleep") {
  FakeLane lane(0, 0);
  playTurns(lane, 20000);
  CHECK(lane.hostBell.rings() > 0);
  CHECK(lane.javaBell.rings() > 0);
}

TEST_CASE("no turn is lost when both sides spin and sleep as it comes") {
  FakeLane lane(50, 50);
  playTurns(lane, 100000);
}

TEST_CASE("no turn is lost when one side spins and the other sleeps") {
  FakeLane spinningHost(10000, 0);
  playTurns(spinningHost, 20000);
  FakeLane spinningJava(0, 10000);
  playTurns(spinningJava, 20000);
}

TEST_CASE("nobody rings for a side that does not sleep") {
  FakeLane lane;
  lane.java.post(Placement{256, 8});
  CHECK(lane.host.await().offset == 256);
  CHECK(lane.hostBell.rings() == 0);
}

TEST_CASE("turn words wrap") {
  FakeLane fresh;
  word(fresh, wire::LaneLayout::ToHostTurn) = 0xFFFFFFFE;
  word(fresh, wire::LaneLayout::ToJavaTurn) = 0xFFFFFFFE;
  // Ends that start here take the words as they find them.
  TestRoad host(fresh.bytes, Side::Host, fresh.hostBell, fresh.javaBell, SpinBudget(100));
  TestRoad java(fresh.bytes, Side::Java, fresh.javaBell, fresh.hostBell, SpinBudget(100));
  for (std::uint32_t i = 0; i < 4; ++i) {
    java.post(Placement{256 + 8 * i, 16});
    CHECK(host.await().offset == 256 + 8 * i);
    host.post(Placement{512, i});
    CHECK(java.await().size == i);
  }
  CHECK(word(fresh, wire::LaneLayout::ToHostTurn) == 2);
}

TEST_CASE("a byte without a turn is ignored") {
  FakeLane lane(0, 0);
  std::thread host([&] { lane.host.post(lane.host.await()); });
  lane.hostBell.ring();
  lane.hostBell.ring();
  while (lane.hostBell.left() > 0) {
    std::this_thread::yield();
  }
  lane.java.post(Placement{264, 24});
  const Placement answer = lane.java.await();
  host.join();
  CHECK(answer.offset == 264);
  CHECK(answer.size == 24);
}

TEST_CASE("no byte is left in a bell after many turns") {
  FakeLane lane(5, 5);
  playTurns(lane, 50000);
  // A byte may be on its way to a side that found the turn first, but it is always read before that side goes on.
  CHECK(lane.hostBell.left() == 0);
  CHECK(lane.javaBell.left() == 0);
}

TEST_CASE("a turn word that neither side can have left is put back, and no turn comes of it") {
  FakeLane lane(1000, 1000);
  for (const std::uint32_t wild : {0xDEADBEEFU, 2U, 0xFFFFFFFFU}) {
    lane.java.post(Placement{264, 24});
    CHECK(lane.host.await().offset == 264);
    lane.host.post(Placement{264, 24});
    CHECK(lane.java.await().offset == 264);
    const std::uint32_t before = word(lane, wire::LaneLayout::ToHostTurn);
    std::thread host([&] {
      const Placement got = lane.host.await();
      lane.host.post(Placement{got.offset, got.size + 1});
    });
    word(lane, wire::LaneLayout::ToHostTurn) = before + wild;
    while (__atomic_load_n(&word(lane, wire::LaneLayout::ToHostTurn), __ATOMIC_ACQUIRE) != before) {
      lane.hostBell.ring();
      std::this_thread::yield();
    }
    lane.java.post(Placement{512, 8});
    CHECK(lane.java.await() == Placement{512, 9});
    host.join();
  }
}

TEST_CASE("control words that were written over are seen and put back") {
  FakeLane lane;
  lane.java.stack(1024);
  lane.java.extend(4096);
  lane.java.post(Placement{264, 24});
  CHECK(lane.host.await() == Placement{264, 24});
  CHECK(lane.host.mend());
  std::uint8_t before[2 * 64];
  std::memcpy(before, lane.bytes, sizeof before);
  for (std::size_t at = 0; at < 64; at += 4) {
    const bool used = at < number<std::size_t>(wire::LaneLayout::ToHostCells);
    lane.bytes[at] ^= 0x5A;
    CHECK(lane.host.mend() != used);
    lane.bytes[at] = before[at];
    CHECK(lane.host.mend());
  }
  const int rings = lane.javaBell.rings();
  std::memset(lane.bytes, 0, number<std::size_t>(wire::LaneLayout::FirstFrame));
  CHECK(!lane.host.mend());
  CHECK(std::memcmp(before, lane.bytes, sizeof before) == 0);
  CHECK(lane.javaBell.rings() == rings + 1);
  lane.host.post(Placement{264, 24});
  CHECK(lane.java.await() == Placement{264, 24});
}

TEST_CASE("what the host posts is written whole, whatever stands there") {
  FakeLane lane;
  lane.java.post(Placement{264, 24});
  lane.host.await();
  std::memset(lane.bytes + number(wire::LaneLayout::ToJavaTurn), 0xA5, 64);
  lane.host.post(Placement{264, 24}, wire::Outcome(1, 2, 3, 4, 0, 0, 0, 0));
  CHECK(lane.java.await() == Placement{264, 24});
  CHECK(lane.java.outcome().status() == 1);
  CHECK(lane.java.outcome().last_error() == 2);
  CHECK(lane.java.outcome().integer() == 3);
  CHECK(lane.java.outcome().floating() == 4);
}
