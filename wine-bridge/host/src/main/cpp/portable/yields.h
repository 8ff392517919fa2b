#pragma once

#include <cstdint>

namespace bascule {

/// Lets whoever waits for this CPU have it; on Windows by its own function, which Wine turns into Linux' own.
void yieldCpu();

/// Nanoseconds of a steady clock.
std::int64_t steadyNanoseconds();

/// Gives the CPU away between looks, after spinning and before sleeping: where both sides share a CPU that is a third of the
/// price of a sleep. Beside a busy process a yield takes a time slice, and a slow peer makes all of them vain; so what they
/// cost in vain is at most a hundredth of the time.
class Yields {
 public:
  using Clock = std::int64_t (*)();
  using Yield = void (*)();

  explicit Yields(Clock clock = steadyNanoseconds, Yield yield = yieldCpu) : clock_(clock), yield_(yield) {}

  /// Whether it has come meanwhile. `arrived()` tells.
  template <class Arrived>
  bool await(Arrived arrived) {
    const std::int64_t start = clock_();
    if (start < until_) {
      return false;
    }
    std::int64_t before = start;
    for (int i = 0; i < kMost; ++i) {
      yield_();
      const bool here = arrived();
      const std::int64_t now = clock_();
      if (now - before > kLong) {
        bar(start, now);
        return here;
      }
      if (here) {
        return true;
      }
      before = now;
    }
    bar(start, before);
    return false;
  }

  static constexpr int kMost = 16;
  /// Somebody else has worked meanwhile.
  static constexpr std::int64_t kLong = 50000;

 private:
  static constexpr std::int64_t kShare = 100;

  void bar(std::int64_t start, std::int64_t now) { until_ = now + kShare * (now - start); }

  Clock clock_;
  Yield yield_;
  std::int64_t until_ = 0;
};

}  // namespace bascule
