#pragma once

#include <condition_variable>
#include <cstring>
#include <mutex>
#include <vector>

#include "portable/conversation.h"

namespace bascule::test {

/// A bell without a FIFO: counts the bytes that lie in it.
class CountingBell {
 public:
  void ring() {
    const std::lock_guard<std::mutex> lock(lock_);
    ++bytes_;
    ++rings_;
    changed_.notify_one();
  }

  void wait() {
    std::unique_lock<std::mutex> lock(lock_);
    changed_.wait(lock, [this] { return bytes_ > 0; });
    --bytes_;
  }

  int rings() {
    const std::lock_guard<std::mutex> lock(lock_);
    return rings_;
  }

  int left() {
    const std::lock_guard<std::mutex> lock(lock_);
    return bytes_;
  }

 private:
  std::mutex lock_;
  std::condition_variable changed_;
  int bytes_ = 0;
  int rings_ = 0;
};

using TestRoad = Turns<CountingBell>;

/// Both ends of a lane in plain memory.
struct FakeLane {
  static constexpr std::uint32_t kSize = 8192;
  static constexpr std::uint32_t kFirst = Window::kFirstFrame;

  alignas(64) std::uint8_t bytes[kSize] = {};
  CountingBell hostBell;
  CountingBell javaBell;
  TestRoad host;
  TestRoad java;

  explicit FakeLane(std::uint32_t hostSpins = 100, std::uint32_t javaSpins = 100)
      : host(bytes, Side::Host, hostBell, javaBell, SpinBudget(hostSpins)),
        java(bytes, Side::Java, javaBell, hostBell, SpinBudget(javaSpins)) {}

  Window window() { return Window(bytes, kSize); }

  /// Posts a frame as Java would, and returns a copy of the answer.
  std::vector<std::uint8_t> exchange(const std::vector<std::uint8_t>& frame, std::uint32_t offset = kFirst) {
    std::memcpy(bytes + offset, frame.data(), frame.size());
    return exchange(Placement{offset, static_cast<std::uint32_t>(frame.size())});
  }

  std::vector<std::uint8_t> exchange(Placement frame) {
    return exchange(frame, 0, {});
  }

  /// The same, with what Java says about keeping the frame.
  std::vector<std::uint8_t> exchange(Placement frame, std::uint32_t kept, const TurnCells& cells) {
    java.keep(kept, cells);
    java.post(frame);
    const Placement answer = java.await();
    return {bytes + answer.offset, bytes + answer.offset + answer.size};
  }
};

inline std::vector<std::uint8_t> bytesOf(const ReplyWriter& writer) {
  return {writer.bytes(), writer.bytes() + writer.size()};
}

}  // namespace bascule::test
