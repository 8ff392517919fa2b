#pragma once

#include <array>
#include <cstring>

#include "portable/pause.h"
#include "portable/shared_word.h"
#include "portable/spin_budget.h"
#include "portable/wire.h"
#include "portable/yields.h"

namespace bascule {

/// Where a frame lies: bytes from the start of the window.
struct Placement {
  std::uint32_t offset;
  std::uint32_t size;

  bool operator==(const Placement& other) const { return offset == other.offset && size == other.size; }
};

/// What a frame that the receiver keeps needs anew, in the line of the turn itself.
using TurnCells = std::array<std::uint64_t, number<std::size_t>(wire::Limit::TurnCells)>;

enum class Side { Host, Java };

/// One end of a lane: hands the turn over and waits for it, as PROTOCOL.md tells. `Bell` has `ring()`, which writes one
/// byte, and `wait()`, which blocks until it has read one. Nothing in the window is believed that this side knows
/// itself: a DLL may have written over it.
template <class Bell>
class Turns {
 public:
  Turns(std::uint8_t* window, Side side, Bell& own, Bell& others, SpinBudget budget)
      : mends_(side == Side::Host),
        incoming_(window, side == Side::Host ? wire::LaneLayout::ToHostTurn : wire::LaneLayout::ToJavaTurn),
        outgoing_(window, side == Side::Host ? wire::LaneLayout::ToJavaTurn : wire::LaneLayout::ToHostTurn),
        sleeping_(word(window, side == Side::Host ? wire::LaneLayout::HostSleeps : wire::LaneLayout::JavaSleeps)),
        othersSleeping_(word(window, side == Side::Host ? wire::LaneLayout::JavaSleeps : wire::LaneLayout::HostSleeps)),
        stacked_(word(window, wire::LaneLayout::ToHostFree)),
        reach_(word(window, wire::LaneLayout::ToHostEnd)),
        keeping_(word(window, wire::LaneLayout::ToHostKept)),
        window_(window),
        own_(own),
        others_(others),
        budget_(budget),
        seen_(incoming_.turn.load()),
        posted_(outgoing_.turn.load()),
        received_(incoming_.placement()),
        sent_(outgoing_.placement()),
        free_(stacked_.relaxed()),
        end_(reach_.relaxed()),
        kept_(keeping_.relaxed()) {}

  /// Gives the turn to the other side.
  void post(Placement frame) {
    // The other side is polling this cache line, which is not looked at before: that would fetch it once more.
    sent_ = frame;
    outgoing_.put(frame);
    // A plain store, so that the line leaves with all that was stored there at once: an exchange would wait for the
    // stores before it, and might have to fetch the line anew then.
    outgoing_.turn.publish(++posted_);
    if (othersSleeping_.relaxed() != 0 && othersSleeping_.exchange(0) != 0) {
      others_.ring();
    }
  }

  /// For the host: the same, with what became of a Call.
  void post(Placement frame, const wire::Outcome& outcome) {
    const std::uint32_t status = outcome.status();
    const std::uint32_t lastError = outcome.last_error();
    const std::uint64_t registers[] = {outcome.integer(), outcome.floating()};
    std::memcpy(word(window_, wire::LaneLayout::ToJavaStatus), &status, sizeof status);
    std::memcpy(word(window_, wire::LaneLayout::ToJavaInteger), registers, sizeof registers);
    std::memcpy(word(window_, wire::LaneLayout::ToJavaLastError), &lastError, sizeof lastError);
    post(frame);
  }

  /// For the host: the same for a Call whose sections go back with the turn, behind the register of its result.
  void postCarried(Placement frame, std::uint64_t result, const TurnCells& sections) {
    const std::uint32_t status = number(wire::CallStatus::Carried);
    std::memcpy(word(window_, wire::LaneLayout::ToJavaStatus), &status, sizeof status);
    std::memcpy(word(window_, wire::LaneLayout::ToJavaCells), &result, sizeof result);
    std::memcpy(word(window_, wire::LaneLayout::ToJavaCells) + sizeof result, sections.data(), sizeof sections);
    post(frame);
  }

  /// For the host: an upcall of this callback with these cells.
  void post(Placement frame, std::uint64_t callback, const TurnCells& cells) {
    std::memcpy(word(window_, wire::LaneLayout::ToJavaCells), cells.data(), sizeof cells);
    std::memcpy(word(window_, wire::LaneLayout::ToJavaCallback), &callback, sizeof callback);
    post(frame);
  }

  /// For Java: what it says about keeping the next frame, and the cells for it; 0 says nothing.
  void keep(std::uint32_t kept, const TurnCells& cells = {}) {
    keeping_.settle(kept);
    std::memcpy(word(window_, wire::LaneLayout::ToHostCells), cells.data(), sizeof cells);
  }

  /// For the host: what Java says about keeping the frame that came with the turn; 0 is nothing.
  std::uint32_t kept() const { return kept_; }

  /// For the host: the cells that came with the turn, if it said anything about keeping.
  const TurnCells& cells() const { return cells_; }

  /// For Java: the outcome that came with the turn, if a Call was answered in place.
  wire::Outcome outcome() const {
    std::uint32_t status;
    std::uint32_t lastError;
    std::uint64_t registers[2];
    std::memcpy(&status, word(window_, wire::LaneLayout::ToJavaStatus), sizeof status);
    std::memcpy(registers, word(window_, wire::LaneLayout::ToJavaInteger), sizeof registers);
    std::memcpy(&lastError, word(window_, wire::LaneLayout::ToJavaLastError), sizeof lastError);
    return wire::Outcome(status, lastError, registers[0], registers[1], 0, 0, 0, 0);
  }

  /// For Java: what has come back in the sections that travel, and before it the result.
  std::array<std::uint64_t, std::tuple_size<TurnCells>::value + 1> carried() const {
    std::array<std::uint64_t, std::tuple_size<TurnCells>::value + 1> cells;
    std::memcpy(cells.data(), word(window_, wire::LaneLayout::ToJavaCells), sizeof cells);
    return cells;
  }

  /// For Java: the callback of the upcall that came with the turn, and its cells.
  std::uint64_t callback() const {
    std::uint64_t callback;
    std::memcpy(&callback, word(window_, wire::LaneLayout::ToJavaCallback), sizeof callback);
    return callback;
  }

  TurnCells upcallCells() const {
    TurnCells cells;
    std::memcpy(cells.data(), word(window_, wire::LaneLayout::ToJavaCells), sizeof cells);
    return cells;
  }

  /// For Java: from where on the host may put frames of its own, before the next post.
  void stack(std::uint32_t free) { stacked_.settle(free); }

  /// For the host: the same, as Java had it when the turn came; unchecked.
  std::uint32_t free() const { return free_; }

  /// For Java: where the part of the window ends that has memory behind it, before the next post.
  void extend(std::uint32_t end) { reach_.settle(end); }

  /// For the host: the same, as Java had it when the turn came; unchecked.
  std::uint32_t end() const { return end_; }

  /// Waits until the other side gives the turn back.
  Placement await() {
    if (!spin() && !yields_.await([this] { return arrived(); })) {
      sleep();
    }
    ++seen_;
    free_ = stacked_.relaxed();
    end_ = reach_.relaxed();
    kept_ = keeping_.relaxed();
    if (kept_ != 0) {
      std::memcpy(cells_.data(), word(window_, wire::LaneLayout::ToHostCells), sizeof cells_);
    }
    received_ = incoming_.placement();
    return received_;
  }

  /// What the other side's turn word is going to be.
  std::uint32_t expected() const { return seen_ + 1; }

  /// For the host, while it has the turn: puts Java's words back if they have changed, and its own too. Whether they were
  /// right; its own are not looked at, which would fetch a line that Java polls, since the next post writes them anew.
  bool mend() {
    const bool right = incoming_.turn.load() == seen_ && incoming_.placement() == received_ &&
                       stacked_.relaxed() == free_ && reach_.relaxed() == end_ && keeping_.relaxed() == kept_;
    if (!right) {
      incoming_.settle(received_);
      stacked_.settle(free_);
      reach_.settle(end_);
      keeping_.settle(kept_);
      incoming_.turn.exchange(seen_);
      outgoing_.settle(sent_);
      outgoing_.turn.exchange(posted_);
      // The sleep word may have been taken too: a byte too many does no harm.
      others_.ring();
    }
    return right;
  }

 private:
  struct Direction {
    SharedWord turn;
    SharedWord offset;
    SharedWord size;

    Direction(std::uint8_t* window, wire::LaneLayout first)
        : turn(word(window, first)), offset(word(window, first) + 4), size(word(window, first) + 8) {}

    Placement placement() const { return Placement{offset.relaxed(), size.relaxed()}; }

    void put(Placement frame) {
      offset.put(frame.offset);
      size.put(frame.size);
    }

    void settle(Placement frame) {
      offset.settle(frame.offset);
      size.settle(frame.size);
    }
  };

  static std::uint8_t* word(std::uint8_t* window, wire::LaneLayout at) { return window + number<std::size_t>(at); }

  /// A word that neither side can have left is put back by the host. If a turn of the other side is lost by that, it posts again: it
  /// looks after a while whether its word still stands there.
  bool arrived() {
    const std::uint32_t turn = incoming_.turn.load();
    if (turn != seen_ && turn != seen_ + 1 && mends_) {
      incoming_.turn.replace(turn, seen_);
    }
    return turn == seen_ + 1;
  }

  bool spin() {
    const std::uint32_t rounds = budget_.next();
    for (std::uint32_t round = 0; round < rounds; ++round) {
      if (arrived()) {
        budget_.succeeded(round);
        return true;
      }
      spinPause();
    }
    if (rounds > 0) {
      budget_.failed();
    }
    return arrived();
  }

  void sleep() {
    while (true) {
      sleeping_.exchange(1);
      if (arrived()) {
        // The poster may have seen the flag already: then its byte is on the way and must not be left in the bell.
        if (sleeping_.exchange(0) == 0) {
          own_.wait();
        }
        return;
      }
      own_.wait();
      if (arrived()) {
        return;
      }
    }
  }

  const bool mends_;
  Direction incoming_;
  Direction outgoing_;
  SharedWord sleeping_;
  SharedWord othersSleeping_;
  SharedWord stacked_;
  SharedWord reach_;
  SharedWord keeping_;
  std::uint8_t* const window_;
  Bell& own_;
  Bell& others_;
  SpinBudget budget_;
  Yields yields_;
  std::uint32_t seen_;
  std::uint32_t posted_;
  Placement received_;
  Placement sent_;
  std::uint32_t free_;
  std::uint32_t end_;
  std::uint32_t kept_;
  TurnCells cells_{};
};

}  // namespace bascule
