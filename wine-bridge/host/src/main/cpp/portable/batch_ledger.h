#pragma once

#include <algorithm>
#include <vector>

#include "portable/batch_request.h"
#include "portable/widening.h"

namespace bascule {

/// What has become of a Batch so far: which call is due, and what the calls before it have left for it. All its memory
/// is had before the first call.
class BatchLedger {
 public:
  explicit BatchLedger(const BatchRequest& request)
      : request_(request), outcomes_(request.callCount), cells_(request.linkCount == 0 ? 0 : kMostSlots) {}

  /// Whether a call is due.
  bool goesOn() const { return end_ == wire::BatchEnd::Complete && made_ < request_.callCount; }

  /// The call that is due, with the results of earlier ones in its slots. The next one overwrites them.
  CallRequest due() {
    const wire::BatchFunction& function = functionOf(made_);
    CallRequest call{};
    call.function = function.function();
    call.convention = function.convention();
    call.result = function.result();
    call.clearLastError = (function.flags() & number(wire::CallFlag::ClearLastError)) != 0;
    call.setLastError = request_.setLastError && made_ == 0;
    call.lastError = request_.lastError;
    call.slots = linked(function.slots());
    call.slotCount = function.slots();
    slots_ += function.slots();
    return call;
  }

  /// It has been made. `settled` says whether Java has answered all its upcalls.
  void made(const wire::Outcome& outcome, bool settled) {
    const wire::BatchCall& call = request_.calls[made_];
    const std::uint64_t value = isFloating(functionOf(made_).result()) ? outcome.floating() : outcome.integer();
    outcomes_[made_] = wire::BatchOutcome(value, outcome.last_error(), outcome.status());
    last_ = outcome;
    ++made_;
    if (outcome.status() != number(wire::CallStatus::Returned)) {
      end_ = wire::BatchEnd::NotReturned;
    } else if (!settled) {
      end_ = wire::BatchEnd::Unanswered;
    } else if (stops(call, outcome.integer())) {
      end_ = wire::BatchEnd::Stopped;
    }
  }

  wire::BatchProgress progress() const { return wire::BatchProgress(made_, number(end_)); }
  /// The whole outcome of the last call that was made.
  const wire::Outcome& last() const { return last_; }
  /// Of the calls that were made.
  const std::uint8_t* outcomes() const { return reinterpret_cast<const std::uint8_t*>(outcomes_.data()); }
  std::size_t outcomeBytes() const { return made_ * sizeof(wire::BatchOutcome); }

 private:
  static constexpr std::size_t kMostSlots = number<std::size_t>(wire::Limit::CallSlots);

  const wire::BatchFunction& functionOf(std::uint32_t call) const {
    return request_.functions[request_.calls[call].function()];
  }

  const std::uint64_t* linked(std::uint32_t count) {
    const std::uint64_t* slots = request_.slots + slots_;
    if (links_ == request_.linkCount || request_.links[links_].to() != made_) {
      return slots;
    }
    std::copy_n(slots, count, cells_.data());
    while (links_ < request_.linkCount && request_.links[links_].to() == made_) {
      const wire::BatchLink& link = request_.links[links_++];
      const std::uint64_t value = outcomes_[link.from()].value();
      putIntoSlots(&cells_[link.slot()], link.slots(), widened(value, link.bytes(), link.signed_()));
    }
    return cells_.data();
  }

  static bool isFloating(wire::ResultRegister result) {
    return result == wire::ResultRegister::Float32 || result == wire::ResultRegister::Float64;
  }

  static bool stops(const wire::BatchCall& call, std::uint64_t integer) {
    if (call.stop() == wire::BatchStop::Never) {
      return false;
    }
    const auto value = static_cast<std::int64_t>(widened(integer, call.bytes(), call.signed_()));
    switch (call.stop()) {
      case wire::BatchStop::Zero: return value == 0;
      case wire::BatchStop::NotZero: return value != 0;
      case wire::BatchStop::Negative: return value < 0;
      default: return value >= 0;
    }
  }

  const BatchRequest& request_;
  std::vector<wire::BatchOutcome> outcomes_;
  /// The slots of one call that takes results.
  std::vector<std::uint64_t> cells_;
  wire::Outcome last_{};
  wire::BatchEnd end_ = wire::BatchEnd::Complete;
  std::uint32_t made_ = 0;
  /// How many slots and links the calls before the one that is due have.
  std::uint32_t slots_ = 0;
  std::uint32_t links_ = 0;
};

}  // namespace bascule
