#pragma once

#include <functional>

#include "peer/thunks.h"

namespace bascule::test {

/// What the JVM answers an upcall with.
struct UpcallResult {
  std::uint64_t integer = 0;
  std::uint64_t floating = 0;
  /// Whether it writes an outcome at all.
  bool written = true;
};

/// Plays the Java thread of a lane: calls, answers the upcalls that come meanwhile, and may call again from inside
/// them. Stacks its frames in the window and checks that the host keeps to what is free.
class JavaThread {
 public:
  using Slots = std::vector<std::uint64_t>;
  /// Answers the upcall with this number; it may use the thread for calls of its own.
  using Handler = std::function<UpcallResult(JavaThread& thread, std::uint64_t callback, const Slots& slots)>;

  JavaThread(JavaLane& lane, Handler handler);

  /// Throws std::runtime_error where the host refuses.
  wire::Outcome call(std::uint64_t function, const Slots& slots, std::uint8_t flags = 0);
  /// A request that is not a Call.
  LaneReply request(const ReplyWriter& frame);
  std::uint64_t createThunk(const ThunkPlan& plan);
  void freeThunk(std::uint64_t address);

  /// From inside an upcall: once it is answered, the window counts as full.
  void fill() { full_ = true; }

  /// For a lane in which the host begins: answers upcalls until a frame without bytes comes.
  void serve();

 private:
  Placement put(const std::uint8_t* frame, std::uint32_t size);
  Placement exchange(Placement frame);
  void answer(Placement upcall);
  Slots slotsOf(Placement upcall, std::uint64_t callback) const;

  JavaLane& lane_;
  Handler handler_;
  std::uint32_t top_ = JavaLane::kFirst;
  bool full_ = false;
};

}  // namespace bascule::test
