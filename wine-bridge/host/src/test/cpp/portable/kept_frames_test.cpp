#include "portable/kept_frames.h"

#include <doctest/doctest.h>

#include <cstring>
#include <random>

using namespace bascule;

namespace {

KeptFrame call(std::uint64_t function) {
  CallRequest request{};
  request.function = function;
  request.slotCount = 3;
  request.outcomeOffset = 88;
  request.clearLastError = true;
  request.convention = wire::Convention::Stdcall;
  request.result = wire::ResultRegister::Float64;
  return KeptFrame::of(request);
}

}  // namespace

TEST_CASE("a kept Call says again what it said") {
  KeptFrames kept;
  kept.keep(5, call(0x1234));
  REQUIRE(kept.find(5) != nullptr);
  const std::uint64_t slots[] = {1, 2, 3};
  const CallRequest again = kept.find(5)->with(slots);
  CHECK(again.function == 0x1234);
  CHECK(again.convention == wire::Convention::Stdcall);
  CHECK(again.result == wire::ResultRegister::Float64);
  CHECK(again.clearLastError);
  CHECK_FALSE(again.setLastError);
  CHECK(again.slots == slots);
  CHECK(again.slotCount == 3);
  CHECK(again.outcomeOffset == 88);
  CHECK(kept.intact(5));
}

TEST_CASE("who comes later to the same place takes it") {
  KeptFrames kept;
  kept.keep(5, call(1));
  kept.keep(6, call(2));
  kept.keep(5 + number(wire::Limit::KeptFrames), call(3));
  CHECK(kept.find(5) == nullptr);
  CHECK(kept.find(6) != nullptr);
  kept.forget(6);
  CHECK(kept.find(6) == nullptr);
  CHECK(kept.find(0) == nullptr);
}

TEST_CASE("any byte of a kept frame that is written over is noticed") {
  const auto seed = std::random_device{}();
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  KeptFrames kept;
  kept.keep(5, call(0x7FF612345678));
  auto* bytes = reinterpret_cast<std::uint8_t*>(const_cast<KeptFrame*>(kept.find(5)));
  const KeptFrame before = *kept.find(5);
  for (int i = 0; i < 10000; ++i) {
    const std::size_t at = random() % sizeof(KeptFrame);
    bytes[at] = static_cast<std::uint8_t>(bytes[at] ^ (1 + random() % 255));
    const auto& now = *reinterpret_cast<const KeptFrame*>(bytes);
    const bool same = now.message == before.message && now.convention == before.convention &&
                      now.result == before.result && now.clearLastError == before.clearLastError &&
                      now.cells == before.cells && now.outcomeOffset == before.outcomeOffset &&
                      now.function == before.function && now.carriage.any() == before.carriage.any();
    CHECK(kept.intact(5) == same);
    std::memcpy(bytes, &before, sizeof before);
  }
}

TEST_CASE("any byte of what is said about sections that travel is noticed too") {
  flatbuffers::FlatBufferBuilder builder;
  const wire::Section section(0x7000, 12);
  const std::vector<std::uint64_t> slots{0x7000, 1, 2};
  builder.Finish(wire::CreateCarry(builder, 5, 1, builder.CreateVector(slots), builder.CreateVectorOfStructs(&section, 1), 77));
  KeptFrames kept;
  kept.keep(5, call(1));
  kept.carry(5, Carriage(*flatbuffers::GetRoot<wire::Carry>(builder.GetBufferPointer()), 3));
  CHECK(kept.intact(5));
  auto* bytes = reinterpret_cast<std::uint8_t*>(const_cast<Carriage*>(&kept.find(5)->carriage));
  for (std::size_t at = 0; at < sizeof(Carriage); ++at) {
    for (std::uint8_t change = 1; change != 0; change = static_cast<std::uint8_t>(change << 1)) {
      bytes[at] ^= change;
      CHECK_FALSE(kept.intact(5));
      bytes[at] ^= change;
    }
  }
  CHECK(kept.intact(5));
  kept.keep(5, call(1));
  CHECK_FALSE(kept.find(5)->carriage.any());  // which begins anew with its Call
}
