#pragma once

#include <string>
#include <vector>

#include "portable/batch_request.h"
#include "portable/refusal.h"
#include "portable/turns.h"
#include "portable/widening.h"

namespace bascule {

/// What has become of a Batch so far: which call is due, and what the calls before it have left for it.
class BatchLedger {
 public:
  explicit BatchLedger(const BatchRequest& request) : request_(request) { results_.reserve(request.callCount); }

  /// Whether a call is due.
  bool goesOn() const { return end_ == wire::BatchEnd::Complete && next() < request_.callCount; }
  /// The index of the call that is due.
  std::uint32_t next() const { return static_cast<std::uint32_t>(results_.size()); }
  /// Where its frame lies.
  Placement frame() const { return Placement{request_.calls[next()].offset(), request_.calls[next()].size()}; }

  /// Puts the results of earlier calls into its slots. Throws Refusal (BadArgument) where it has no such slot.
  void link(CallRequest& call) {
    cells_.assign(call.slots, call.slots + call.slotCount);
    for (std::uint32_t i = 0; i < request_.linkCount; ++i) {
      if (request_.links[i].to() == next()) {
        put(request_.links[i]);
      }
    }
    call.slots = cells_.data();
  }

  /// It has been made. `settled` says whether Java has answered all its upcalls.
  void made(const wire::Outcome& outcome, bool settled) {
    const wire::BatchCall& call = request_.calls[next()];
    results_.push_back(Result{outcome.integer(), outcome.floating()});
    if (outcome.status() != number(wire::CallStatus::Returned)) {
      end_ = wire::BatchEnd::NotReturned;
    } else if (!settled) {
      end_ = wire::BatchEnd::Unanswered;
    } else if (stops(call, outcome.integer())) {
      end_ = wire::BatchEnd::Stopped;
    }
  }

  wire::BatchProgress progress() const { return wire::BatchProgress(next(), number(end_)); }

 private:
  struct Result {
    std::uint64_t integer;
    std::uint64_t floating;
  };

  void put(const wire::BatchLink& link) {
    if (std::size_t{link.slot()} + link.slots() > cells_.size()) {
      throw Refusal(wire::FailureCode::BadArgument, "a link goes to slot " + std::to_string(link.slot()) + " of the " +
                                                        std::to_string(cells_.size()) + " of call " +
                                                        std::to_string(next()) + " of the Batch");
    }
    const Result& result = results_[link.from()];
    const std::uint64_t bits = link.floating() ? result.floating : result.integer;
    putIntoSlots(&cells_[link.slot()], link.slots(), widened(bits, link.bytes(), link.signed_()));
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
  std::vector<Result> results_;
  std::vector<std::uint64_t> cells_;
  wire::BatchEnd end_ = wire::BatchEnd::Complete;
};

}  // namespace bascule
