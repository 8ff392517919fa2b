#include "portable/spin_budget.h"

#include <algorithm>
#include <chrono>

#include "portable/pause.h"

namespace bascule {

std::uint32_t SpinBudget::next() {
  if (budget_ > 0 || most_ == 0) {
    return budget_;
  }
  if (++waitsWithout_ < probeEvery_) {
    return 0;
  }
  waitsWithout_ = 0;
  return most_;
}

void SpinBudget::succeeded(std::uint32_t rounds) {
  probeEvery_ = kFirstProbe;
  const std::uint64_t wanted = std::max<std::uint64_t>(budget_, 4ULL * rounds);
  budget_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(most_, std::max<std::uint64_t>(wanted, kLeast)));
}

void SpinBudget::failed() {
  if (budget_ == 0) {
    probeEvery_ = std::min(probeEvery_ * 2, kLastProbe);
    return;
  }
  budget_ /= 2;
  if (budget_ < kLeast) {
    budget_ = 0;
  }
}

std::uint32_t spinRounds(std::uint32_t microseconds) {
  using Clock = std::chrono::steady_clock;
  constexpr std::uint32_t kRounds = 1000;
  auto shortest = Clock::duration::max();
  // The shortest of a few: a run that was interrupted would make the pause look too long.
  for (int run = 0; run < 5; ++run) {
    const auto start = Clock::now();
    for (std::uint32_t round = 0; round < kRounds; ++round) {
      spinPause();
    }
    shortest = std::min(shortest, Clock::now() - start);
  }
  const auto nanoseconds =
      std::max<std::int64_t>(1, std::chrono::duration_cast<std::chrono::nanoseconds>(shortest).count());
  return static_cast<std::uint32_t>(static_cast<std::int64_t>(microseconds) * 1000 * kRounds / nanoseconds);
}

}  // namespace bascule
