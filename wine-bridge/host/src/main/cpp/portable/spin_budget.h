#pragma once

#include <cstdint>

namespace bascule {

/// How long to spin before going to sleep, in rounds of one pause instruction. Spinning that succeeds is repeated;
/// where it fails (one CPU, a slow peer) the budget shrinks to nothing, and only a rare probe finds out whether times
/// are better.
class SpinBudget {
 public:
  /// `most` is the largest number of rounds ever granted; 0 switches spinning off.
  explicit SpinBudget(std::uint32_t most) : most_(most), budget_(most) {}

  /// The rounds that this wait may spin.
  std::uint32_t next();
  /// The wait ended after so many rounds of spinning.
  void succeeded(std::uint32_t rounds);
  /// All rounds were spent in vain.
  void failed();

 private:
  static constexpr std::uint32_t kFirstProbe = 16;
  static constexpr std::uint32_t kLastProbe = 512;
  /// Below this, a sleep follows so soon that the spinning was not worth it.
  static constexpr std::uint32_t kLeast = 32;

  std::uint32_t most_;
  std::uint32_t budget_;
  std::uint32_t probeEvery_ = kFirstProbe;
  std::uint32_t waitsWithout_ = 0;
};

/// How many pause instructions take about this long on this machine (they cost 10 to 140 cycles, by CPU). Takes some
/// hundred microseconds.
std::uint32_t spinRounds(std::uint32_t microseconds);

}  // namespace bascule
