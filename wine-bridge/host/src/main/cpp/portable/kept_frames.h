#pragma once

#include <array>

#include "portable/call_request.h"
#include "portable/carriage.h"
#include "portable/turns.h"

namespace bascule {

/// What stays the same of a frame that comes again and again: it was verified when it came, and need not come again.
struct KeptFrame {
  /// Call, ReadMemory or WriteMemory; NONE where nothing is kept.
  wire::Message message = wire::Message::NONE;
  wire::Convention convention = wire::Convention::Cdecl;
  wire::ResultRegister result = wire::ResultRegister::Integer;
  /// 1 for yes; no bool, which may not hold what somebody has written over it.
  std::uint8_t clearLastError = 0;
  /// How many cells come with the turn: the slots of a Call; address, size and the place in the arena of a copy.
  std::uint32_t cells = 0;
  /// Of a Call: where the outcome stands in the frame.
  std::uint32_t outcomeOffset = 0;
  std::uint64_t function = 0;
  /// Of a Call: the sections that can travel with it.
  Carriage carriage{};

  static KeptFrame of(const CallRequest& call);
  static KeptFrame copy(wire::Message message);

  /// The Call with these slots.
  CallRequest with(const std::uint64_t* slots) const;
};

/// The frames of one lane that the host keeps, by the numbers that Java gave them. Each has one place where it can be,
/// so that Java, which counts in the same way, knows what is still there.
class KeptFrames {
 public:
  void keep(std::uint32_t number, const KeptFrame& frame) { places_[placeOf(number)] = Place{number, sum(frame), frame}; }

  /// Null if there is none with that number.
  const KeptFrame* find(std::uint32_t number) const {
    const Place& place = places_[placeOf(number)];
    return place.number == number && place.frame.message != wire::Message::NONE ? &place.frame : nullptr;
  }

  /// Has sections travel with a kept Call.
  void carry(std::uint32_t number, const Carriage& carriage) {
    KeptFrame frame = places_[placeOf(number)].frame;
    frame.carriage = carriage;
    keep(number, frame);
  }

  /// Whether it still says what it said when it was verified: any code of a DLL could have written here.
  bool intact(std::uint32_t number) const {
    const Place& place = places_[placeOf(number)];
    return place.sum == sum(place.frame);
  }

  void forget(std::uint32_t number) { places_[placeOf(number)] = Place{}; }

 private:
  struct Place {
    std::uint32_t number = 0;
    std::uint64_t sum = 0;
    KeptFrame frame;
  };

  static std::size_t placeOf(std::uint32_t number) { return number % bascule::number(wire::Limit::KeptFrames); }

  /// Not 0 even where all bytes are.
  static std::uint64_t sum(const KeptFrame& frame) {
    const std::uint64_t choices = number<std::uint64_t>(frame.message) | number<std::uint64_t>(frame.convention) << 8 |
                                  number<std::uint64_t>(frame.result) << 16 |
                                  std::uint64_t{frame.clearLastError} << 24 |
                                  std::uint64_t{frame.cells} << 32;
    constexpr std::uint64_t kMixer = 0x9E3779B97F4A7C15;
    const std::uint64_t call = ((choices + kMixer) * kMixer ^ frame.function) * kMixer + frame.outcomeOffset;
    return frame.carriage.any() ? call ^ frame.carriage.sum() : call;
  }

  std::array<Place, number<std::size_t>(wire::Limit::KeptFrames)> places_{};
};

}  // namespace bascule
