#include "portable/window.h"

#include <doctest/doctest.h>

#include <vector>

using namespace bascule;

TEST_CASE("frames lie behind the control words, aligned and inside") {
  std::vector<std::uint8_t> memory(4096);
  const Window window(memory.data(), 4096);
  CHECK(window.holds({256, 3840}));
  CHECK(window.holds({4088, 8}));
  CHECK_FALSE(window.holds({256, 3841}));
  CHECK_FALSE(window.holds({248, 16}));
  CHECK_FALSE(window.holds({260, 16}));
  CHECK_FALSE(window.holds({4096, 0}));
  CHECK_FALSE(window.holds({0xFFFFFFF8, 16}));
  CHECK_FALSE(window.holds({256, 0xFFFFFFFF}));
}

TEST_CASE("no frame is longer than the limit") {
  std::vector<std::uint8_t> memory(2 << 20);
  const Window window(memory.data(), 2 << 20);
  CHECK(window.holds({256, 1 << 20}));
  CHECK_FALSE(window.holds({256, (1 << 20) + 1}));
}

TEST_CASE("a reply never looks like an answer in place") {
  std::vector<std::uint8_t> memory(4096, std::uint8_t{0xAA});
  const Window window(memory.data(), 4096);
  const std::vector<std::uint8_t> reply(40, std::uint8_t{7});
  const Placement padded = window.put({512, 40}, reply.data(), 40);
  CHECK(padded.offset == 512);
  CHECK(padded.size == 48);
  CHECK(memory[551] == 7);
  CHECK(memory[552] == 0);
  CHECK(window.put({512, 48}, reply.data(), 40).size == 40);
}

TEST_CASE("a reply that does not fit is posted without bytes") {
  std::vector<std::uint8_t> memory(4096);
  const Window window(memory.data(), 4096);
  const std::vector<std::uint8_t> reply(40, std::uint8_t{7});
  CHECK(window.put({4064, 16}, reply.data(), 40).size == 0);
  CHECK(window.put({4056, 40}, reply.data(), 40).size == 0);
  CHECK(window.put({4056, 16}, reply.data(), 40).size == 40);
}

TEST_CASE("the reply to a frame in no good place lies in the first one") {
  std::vector<std::uint8_t> memory(4096);
  const Window window(memory.data(), 4096);
  const std::vector<std::uint8_t> reply(40, std::uint8_t{7});
  CHECK(window.put({3, 16}, reply.data(), 40).offset == 256);
  CHECK(window.put({0xFFFFFFF8, 16}, reply.data(), 40).offset == 256);
}

TEST_CASE("the host's own frames go above what Java has stacked") {
  std::vector<std::uint8_t> memory(4096);
  const Window window(memory.data(), 4096);
  CHECK(window.above(0, 100) == Placement{256, 100});
  CHECK(window.above(256, 3840) == Placement{256, 3840});
  CHECK(window.above(257, 100) == Placement{272, 100});
  CHECK(window.above(4080, 16) == Placement{4080, 16});
  CHECK(window.above(256, 3841).size == 0);
  CHECK(window.above(4081, 1).size == 0);
  CHECK(window.above(255, 100).size == 0);
  CHECK(window.above(4096, 1).size == 0);
  CHECK(window.above(0xFFFFFFFF, 1).size == 0);
}

TEST_CASE("nothing is put where the window has no memory yet") {
  std::vector<std::uint8_t> memory(4096);
  Window window(memory.data(), 4096);
  window.endAt(1024);
  CHECK(window.holds({256, 768}));
  CHECK_FALSE(window.holds({256, 769}));
  CHECK(window.above(1008, 16) == Placement{1008, 16});
  CHECK(window.above(1008, 17).size == 0);
  const std::vector<std::uint8_t> reply(40, std::uint8_t{7});
  CHECK(window.put({984, 16}, reply.data(), 40).size == 40);
  CHECK(window.put({992, 16}, reply.data(), 40).size == 0);
  window.endAt(0);
  CHECK(window.holds({256, 3840}));
  window.endAt(0xFFFFFFFF);
  CHECK(window.holds({256, 3840}));
  CHECK_FALSE(window.holds({256, 3841}));
}
