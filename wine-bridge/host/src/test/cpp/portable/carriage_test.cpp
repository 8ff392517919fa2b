#include "portable/carriage.h"

#include <doctest/doctest.h>

#include "portable/golden.h"
#include "portable/talk.h"

using namespace bascule;
using namespace bascule::test;

namespace {

constexpr std::uint32_t kNumber = 7;
constexpr std::uint32_t kCarried =
    kNumber | number(wire::KeptFlag::Again) | number(wire::KeptFlag::Carried);

constexpr std::uint64_t kGuard = 0x0807060504030201;

/// A kept Call of two slots, and pieces of the service's arena.
struct Carrying {
  Talk talk;
  Placement at{};

  Carrying() {
    const auto frame = callFrame(1, {20, 22});
    std::memcpy(talk.lane.bytes + FakeLane::kFirst, frame.data(), frame.size());
    at = Placement{FakeLane::kFirst, static_cast<std::uint32_t>(frame.size())};
    talk.lane.exchange(at, kNumber, {});  // and Java has been told that the last error is 5
  }

  std::uint8_t* memory(std::size_t offset) { return talk.service.arena.data() + offset; }
  std::uint64_t address(std::size_t offset) { return reinterpret_cast<std::uintptr_t>(memory(offset)); }

  std::vector<std::uint8_t> carry(std::uint8_t fixed, const std::vector<std::uint64_t>& slots,
                                  const std::vector<wire::Section>& sections, std::uint32_t number = kNumber) {
    ReplyWriter writer;
    auto& builder = writer.fresh();
    const auto slotVector = builder.CreateVector(slots);
    const auto sectionVector = builder.CreateVectorOfStructs(sections);
    writer.finish(0, wire::CreateCarry(builder, number, fixed, slotVector, sectionVector, kGuard));
    return talk.lane.exchange(bytesOf(writer));
  }

  std::uint32_t status() { return talk.lane.java.outcome().status(); }
};

bool done(const std::vector<std::uint8_t>& reply) {
  const FrameCopy copy(reply.data(), static_cast<std::uint32_t>(reply.size()));
  return copy.frame() != nullptr && copy.frame()->message_as_Done() != nullptr;
}

}  // namespace

TEST_CASE("what stands in a section comes and goes with the turn") {
  Carrying carrying;
  REQUIRE(done(carrying.carry(1, {carrying.address(512), 0}, {wire::Section(carrying.address(512), 12)})));
  carrying.talk.service.seen = [&](const CallRequest& call) {
    CHECK(call.slots[0] == carrying.address(512));
    CHECK(std::memcmp(carrying.memory(512), "abcdefghijkl", 12) == 0);
    std::memcpy(carrying.memory(516), "EFGH", 4);
  };
  TurnCells cells{9};
  std::memcpy(&cells[1], "abcdefghijkl", 12);
  carrying.talk.lane.exchange(carrying.at, kCarried, cells);
  CHECK(carrying.status() == number(wire::CallStatus::Carried));
  const auto back = carrying.talk.lane.java.carried();
  CHECK(back[0] == carrying.address(512) + 9);
  CHECK(std::memcmp(&back[1], "abcdEFGHijkl", 12) == 0);
}

TEST_CASE("several sections have whole cells each") {
  Carrying carrying;
  REQUIRE(done(carrying.carry(3, {carrying.address(512), carrying.address(1024)},
                              {wire::Section(carrying.address(512), 9), wire::Section(carrying.address(1024), 24)})));
  carrying.talk.service.seen = [&](const CallRequest&) {
    CHECK(*carrying.memory(520) == 2);
    CHECK(*carrying.memory(1024) == 3);
    CHECK(*carrying.memory(1040) == 5);
  };
  carrying.talk.lane.exchange(carrying.at, kCarried, {1, 2, 3, 4, 5});
  CHECK(carrying.talk.lane.java.carried() ==
        std::array<std::uint64_t, 6>{carrying.address(512) + carrying.address(1024), 1, 2, 3, 4, 5});
}

TEST_CASE("a call about which there is more to say is answered as any other") {
  Carrying carrying;
  REQUIRE(done(carrying.carry(1, {carrying.address(512), 0}, {wire::Section(carrying.address(512), 8)})));
  SUBCASE("for it has written before its section") {
    carrying.talk.service.seen = [&](const CallRequest&) { carrying.memory(512)[-1] ^= 1; };
  }
  SUBCASE("for it has written behind it") {
    carrying.talk.service.seen = [&](const CallRequest&) { carrying.memory(512)[8 + 63] ^= 1; };
  }
  SUBCASE("for it did not return") {
    carrying.talk.service.status = [] { return wire::CallStatus::Faulted; };
  }
  carrying.talk.lane.exchange(carrying.at, kCarried, {1, 2});
  CHECK(carrying.status() != number(wire::CallStatus::Carried));
  CHECK(carrying.talk.lane.java.outcome().integer() == carrying.address(512) + 1);
  CHECK(*carrying.memory(512) == 2);
  carrying.talk.service.seen = [](const CallRequest&) {};
  carrying.talk.service.status = [] { return wire::CallStatus::Returned; };
  carrying.talk.lane.exchange(carrying.at, kCarried, {1, 2});
  CHECK(carrying.status() == number(wire::CallStatus::Carried));
}

TEST_CASE("the guards are made anew before each call") {
  Carrying carrying;
  REQUIRE(done(carrying.carry(1, {carrying.address(515), 0}, {wire::Section(carrying.address(515), 7)})));
  for (int round = 0; round < 2; ++round) {
    carrying.talk.service.seen = [&](const CallRequest&) {
      const auto place = [&](const std::uint8_t* at) { return reinterpret_cast<std::uintptr_t>(at) % 8 + 1; };
      for (std::uint8_t* at = carrying.memory(515 - 64); at < carrying.memory(515); ++at) {
        CHECK(*at == place(at));
      }
      for (std::uint8_t* at = carrying.memory(522); at < carrying.memory(522 + 64); ++at) {
        CHECK(*at == place(at));
      }
      CHECK(*carrying.memory(522 + 64) == 0);
      *carrying.memory(522) = 77;
    };
    carrying.talk.lane.exchange(carrying.at, kCarried, {1, 2});
    CHECK(carrying.status() == number(wire::CallStatus::Returned));
  }
}

TEST_CASE("a last error that Java does not know is told") {
  Carrying carrying;
  REQUIRE(done(carrying.carry(1, {carrying.address(512), 0}, {wire::Section(carrying.address(512), 8)})));
  carrying.talk.service.lastError = 6;
  carrying.talk.lane.exchange(carrying.at, kCarried, {1, 2});
  CHECK(carrying.status() == number(wire::CallStatus::Returned));
  CHECK(carrying.talk.lane.java.outcome().last_error() == 6);
  carrying.talk.lane.exchange(carrying.at, kCarried, {1, 2});
  CHECK(carrying.status() == number(wire::CallStatus::Carried));
}

TEST_CASE("a Carry that cannot be is refused, and changes nothing") {
  Carrying carrying;
  const wire::Section good(carrying.address(512), 8);
  CHECK(failureIn(carrying.carry(1, {1, 2}, {good}, 8)) == "BadArgument: no Call is kept under the number 8");
  CHECK(failureIn(carrying.carry(1, {1}, {good})) == "BadArgument: the Carry has 1 slots, its Call 2");
  CHECK(failureIn(carrying.carry(4, {1, 2}, {good})) == "BadArgument: the Carry fixes slots that its Call does not have");
  CHECK(failureIn(carrying.carry(1, {1, 2}, {})) == "BadArgument: the Carry has 0 sections; 1 to 5 can travel");
  CHECK(failureIn(carrying.carry(3, {1, 2}, {good, good, good, good, good, good})) ==
        "BadArgument: the Carry has 6 sections; 1 to 5 can travel");
  CHECK(failureIn(carrying.carry(0, {1, 2}, {good, good, good, good})) ==
        "BadArgument: more than 5 cells would have to travel with a turn");
  CHECK(failureIn(carrying.carry(1, {1, 2}, {wire::Section(carrying.address(512), ~std::uint64_t{0})})) ==
        "BadArgument: more than 5 cells would have to travel with a turn");
  for (const std::size_t offset : {std::size_t{63}, std::size_t{4096 - 71}}) {
    CHECK(failureIn(carrying.carry(1, {1, 2}, {wire::Section(carrying.address(offset), 8)})) ==
          "BadArgument: no arena there");
  }
  carrying.talk.lane.exchange(carrying.at, kCarried, {1, 2});
  CHECK(failureIn(carrying.talk.lane.exchange(carrying.at, kCarried, {1, 2})) ==
        "BadArgument: no sections travel with the frame that is kept");
}
