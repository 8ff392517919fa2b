#pragma once

#include <cstring>
#include <vector>

#include "portable/each_request.h"
#include "portable/widening.h"

namespace bascule {

/// The changing slots of an Each, and its results. All of the columns' memory must be there.
class EachColumns {
 public:
  explicit EachColumns(const EachRequest& request)
      : request_(request), cells_(request.call.slots, request.call.slots + request.call.slotCount) {}

  /// The slots of the call of that index; the next one overwrites them.
  const std::uint64_t* slots(std::uint32_t index) {
    for (std::uint32_t i = 0; i < request_.columnCount; ++i) {
      const wire::Column& column = request_.columns[i];
      putIntoSlots(&cells_[column.slot()], column.slots(), valueOf(column, index));
    }
    return cells_.data();
  }

  /// Keeps the low bytes of a result.
  void keep(std::uint32_t index, std::uint64_t bits) const {
    std::uint8_t* const at = bytesAt(request_.results, index, request_.resultBytes);
    switch (request_.resultBytes) {
      case 0: return;
      case 1: return store<std::uint8_t>(at, bits);
      case 2: return store<std::uint16_t>(at, bits);
      case 4: return store<std::uint32_t>(at, bits);
      default: return store<std::uint64_t>(at, bits);
    }
  }

  /// Whether the results come from the other register.
  bool isFloating() const {
    return request_.call.result == wire::ResultRegister::Float32 ||
           request_.call.result == wire::ResultRegister::Float64;
  }

 private:
  static std::uint8_t* bytesAt(std::uint64_t address, std::uint32_t index, std::uint32_t width) {
    return reinterpret_cast<std::uint8_t*>(static_cast<std::uintptr_t>(address)) + std::size_t{index} * width;
  }

  template <class Value>
  static std::uint64_t load(const std::uint8_t* at) {
    Value value;
    std::memcpy(&value, at, sizeof value);
    return static_cast<std::uint64_t>(value);  // a signed one is extended by its sign
  }

  template <class Value>
  static void store(std::uint8_t* at, std::uint64_t bits) {
    const auto value = static_cast<Value>(bits);
    std::memcpy(at, &value, sizeof value);
  }

  static std::uint64_t valueOf(const wire::Column& column, std::uint32_t index) {
    const std::uint8_t* const at = bytesAt(column.elements(), index, column.bytes());
    switch (column.bytes()) {
      case 1: return column.signed_() ? load<std::int8_t>(at) : load<std::uint8_t>(at);
      case 2: return column.signed_() ? load<std::int16_t>(at) : load<std::uint16_t>(at);
      case 4: return column.signed_() ? load<std::int32_t>(at) : load<std::uint32_t>(at);
      default: return load<std::uint64_t>(at);
    }
  }

  const EachRequest& request_;
  std::vector<std::uint64_t> cells_;
};

/// What became of an Each: how many of its calls returned, and the outcome of the last one that was made.
struct EachEnd {
  wire::EachProgress progress{0};
  wire::Outcome outcome;
};

/// Makes the calls of an Each in order. `series` is the service's; `settled()` says after each call whether Java has
/// answered all upcalls; if not, no more are made.
template <class Series, class Settled>
EachEnd runEach(const EachRequest& request, Series& series, Settled settled) {
  EachColumns columns(request);
  const bool floating = columns.isFloating();
  std::uint32_t done = 0;
  bool goesOn = true;
  while (goesOn && done < request.count) {
    const bool returned = series.call(columns.slots(done));
    goesOn = settled() && returned;
    if (returned) {
      columns.keep(done++, floating ? series.floating() : series.integer());
    }
  }
  return EachEnd{wire::EachProgress(done), series.outcome()};
}

}  // namespace bascule
