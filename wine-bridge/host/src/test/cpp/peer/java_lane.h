#pragma once

#include <vector>

#include "peer/fifo_bell.h"
#include "portable/reply_writer.h"
#include "portable/turns.h"

namespace bascule::test {

/// A reply as it was found in the window, copied.
struct LaneReply {
  Placement at;
  std::vector<std::uint8_t> bytes;

  const wire::Frame& frame() const;
};

/// The Java side of a lane.
class JavaLane {
 public:
  JavaLane(std::uint32_t id, std::uint8_t* window, std::uint32_t size, const std::string& directory, SpinBudget budget);

  /// The request for the control channel; with a Windows thread's number for one that has asked.
  void describe(ReplyWriter& request, std::uint32_t thread = 0) const;

  /// As the JVM does it once the lane is open.
  void unlinkBells() {
    hostBell_.unlink();
    javaBell_.unlink();
  }

  /// Posts the bytes at an offset and waits for the answer.
  LaneReply exchange(const std::uint8_t* frame, std::uint32_t size, std::uint32_t offset = kFirst);
  LaneReply exchange(const ReplyWriter& frame) { return exchange(frame.bytes(), frame.size()); }
  /// Posts without looking at what lies there.
  LaneReply exchange(Placement frame);
  /// The turn alone, for measuring: the frame lies in the window.
  Placement turn(Placement frame) {
    post(frame);
    return await();
  }
  void post(Placement frame) {
    turns_.keep(0);
    turns_.post(frame);
  }
  /// The turn with what is said about keeping the frame.
  Placement turn(Placement frame, std::uint32_t kept, const TurnCells& cells) {
    turns_.keep(kept, cells);
    turns_.post(frame);
    return await();
  }
  /// Answers an upcall: its frame, RAX and XMM0.
  void answer(Placement frame, std::uint64_t integer, std::uint64_t floating = 0) {
    turns_.keep(number(wire::KeptFlag::Answered), TurnCells{integer, floating});
    turns_.post(frame);
  }
  /// What became of the Call that has been answered in place.
  wire::Outcome outcome(Placement frame) const;
  Placement await() { return turns_.await(); }

  /// The callback of the upcall that has come, and the cells that came with it.
  std::uint64_t callback() const { return turns_.callback(); }
  TurnCells cells() const { return turns_.upcallCells(); }

  /// From where on the host may put its own frames; goes out with the next post.
  void stack(std::uint32_t free) { turns_.stack(free); }
  /// Lets this side's own `await` return an empty frame, once the host has left the lane.
  void wakeByNothing();

  std::uint8_t* window() const { return window_; }

  static constexpr std::uint32_t kFirst = number(wire::LaneLayout::FirstFrame);

 private:
  std::uint32_t id_;
  std::uint8_t* window_;
  std::uint32_t size_;
  FifoBell hostBell_;
  FifoBell javaBell_;
  Turns<FifoBell> turns_;
};

}  // namespace bascule::test
