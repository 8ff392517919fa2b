#include "portable/carriage.h"

#include <cstring>
#include <string>

#include "portable/refusal.h"

namespace bascule {
namespace {

[[noreturn]] void refuse(std::string detail) { throw Refusal(wire::FailureCode::BadArgument, std::move(detail)); }

}  // namespace

Carriage::Carriage(const wire::Carry& carry, std::uint32_t slots)
    : guard_(carry.guard()), fixed_(carry.fixed()), slotCount_(slots) {
  if (carry.slots()->size() != slots) {
    refuse("the Carry has " + std::to_string(carry.slots()->size()) + " slots, its Call " + std::to_string(slots));
  }
  if (fixed_ >> slots != 0) {
    refuse("the Carry fixes slots that its Call does not have");
  }
  if (carry.sections()->size() == 0 || carry.sections()->size() > kMost) {
    refuse("the Carry has " + std::to_string(carry.sections()->size()) + " sections; 1 to " + std::to_string(kMost) +
           " can travel");
  }
  std::size_t cells = 0;
  for (const wire::Section* each : *carry.sections()) {
    const Section section{each->address(), each->size()};
    // Each is looked at before the sum, which it could make wrap.
    cells += section.size > kMost * sizeof(std::uint64_t) ? kMost + 1 : section.cells();
    sections_[sectionCount_++] = section;
  }
  for (std::uint32_t i = 0; i < slots; ++i) {
    loose_ += fixed(i) ? 0 : 1;
    values_[i] = fixed(i) ? carry.slots()->Get(i) : 0;
  }
  if (loose_ + cells > kMost) {
    refuse("more than " + std::to_string(kMost) + " cells would have to travel with a turn");
  }
}

TurnCells Carriage::slots(const TurnCells& cells) const {
  TurnCells all = values_;
  std::uint32_t next = 0;
  for (std::uint32_t i = 0; i < slotCount_; ++i) {
    if (!fixed(i)) {
      all[i] = cells[next++];
    }
  }
  return all;
}

void Carriage::unload(const TurnCells& cells) const {
  std::size_t next = loose_;
  for (std::uint32_t i = 0; i < sectionCount_; ++i) {
    std::memcpy(sections_[i].begin(), &cells[next], sections_[i].bytes());
    next += sections_[i].cells();
  }
}

TurnCells Carriage::load() const {
  TurnCells cells{};
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < sectionCount_; ++i) {
    std::memcpy(&cells[next], sections_[i].begin(), sections_[i].bytes());
    next += sections_[i].cells();
  }
  return cells;
}

std::uint64_t Carriage::sum() const {
  // Each addend has a factor of its own, so that they need not wait for each other.
  constexpr std::uint64_t kMixer = 0x9E3779B97F4A7C15;
  std::uint64_t sum = (std::uint64_t{fixed_} << 32 | slotCount_) * kMixer +
                      (std::uint64_t{loose_} << 32 | sectionCount_) * (kMixer + 2) + guard_ * (kMixer + 4);
  std::uint64_t factor = kMixer + 6;
  for (const std::uint64_t value : values_) {
    sum += value * factor;
    factor += 2;
  }
  for (const Section& section : sections_) {
    sum += section.address * factor + section.size * (factor + 2);
    factor += 4;
  }
  return sum;
}

void Carriage::guard() const {
  for (std::uint32_t i = 0; i < sectionCount_; ++i) {
    fill(sections_[i].begin() - kGuard);
    fill(sections_[i].begin() + sections_[i].bytes());
  }
}

bool Carriage::guarded() const {
  std::uint64_t changed = 0;
  for (std::uint32_t i = 0; i < sectionCount_; ++i) {
    changed |= changes(sections_[i].begin() - kGuard);
    changed |= changes(sections_[i].begin() + sections_[i].bytes());
  }
  return changed == 0;
}

std::uint64_t Carriage::word(const std::uint8_t* at) const {
  const auto shift = 8 * (reinterpret_cast<std::uintptr_t>(at) & 7);
  return shift == 0 ? guard_ : guard_ >> shift | guard_ << (64 - shift);
}

void Carriage::fill(std::uint8_t* from) const {
  const std::uint64_t word = this->word(from);
  for (std::size_t at = 0; at < kGuard; at += sizeof word) {
    std::memcpy(from + at, &word, sizeof word);
  }
}

std::uint64_t Carriage::changes(const std::uint8_t* from) const {
  const std::uint64_t word = this->word(from);
  std::uint64_t changed = 0;
  for (std::size_t at = 0; at < kGuard; at += sizeof word) {
    std::uint64_t stands;
    std::memcpy(&stands, from + at, sizeof stands);
    changed |= stands ^ word;
  }
  return changed;
}

}  // namespace bascule
