#pragma once

#include <array>

#include "portable/turns.h"
#include "portable/wire.h"

namespace bascule {

/// Sections of a kept Call whose bytes travel with its turns, as Carry says: the caches of both sides then exchange no
/// line but the turn's.
class Carriage {
 public:
  /// Nothing travels.
  Carriage() = default;

  /// Reads and checks all but where the sections lie. `slots` is how many the kept Call has. Throws Refusal.
  Carriage(const wire::Carry& carry, std::uint32_t slots);

  bool any() const { return sectionCount_ > 0; }

  /// Calls `visit(address, size)` with each section and the guards around it.
  template <class Visit>
  void eachGuarded(Visit visit) const {
    for (std::uint32_t i = 0; i < sectionCount_; ++i) {
      visit(sections_[i].address - kGuard, sections_[i].size + 2 * kGuard);
    }
  }

  /// All slots of the Call that comes with these cells.
  TurnCells slots(const TurnCells& cells) const;

  /// Puts what came with the turn into the sections.
  void unload(const TurnCells& cells) const;

  /// What stands in the sections now, from the first cell on.
  TurnCells load() const;

  /// Over all that this says; not 0 in general.
  std::uint64_t sum() const;

  /// Has the guards as they should be.
  void guard() const;

  /// Whether they are.
  bool guarded() const;

 private:
  static constexpr std::size_t kGuard = number<std::size_t>(wire::SectionGuard::Bytes);
  static constexpr std::size_t kMost = std::tuple_size<TurnCells>::value;

  struct Section {
    std::uint64_t address;
    std::uint64_t size;

    std::uint8_t* begin() const { return reinterpret_cast<std::uint8_t*>(static_cast<std::uintptr_t>(address)); }
    std::size_t bytes() const { return static_cast<std::size_t>(size); }
    std::size_t cells() const { return (bytes() + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t); }
  };

  /// What stands in each word of the guard that begins there.
  std::uint64_t word(const std::uint8_t* at) const;
  void fill(std::uint8_t* from) const;
  /// Bits of that guard that are not as they should be.
  std::uint64_t changes(const std::uint8_t* from) const;

  bool fixed(std::uint32_t slot) const { return (fixed_ >> slot & 1) != 0; }

  /// The bytes of all guards, each at the addresses with its remainder by 8.
  std::uint64_t guard_ = 0;
  std::uint32_t fixed_ = 0;
  std::uint32_t slotCount_ = 0;
  std::uint32_t sectionCount_ = 0;
  /// Slots that come with each turn; the sections' cells lie behind them.
  std::uint32_t loose_ = 0;
  TurnCells values_{};
  std::array<Section, kMost> sections_{};
};

}  // namespace bascule
