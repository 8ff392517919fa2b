#pragma once

#include "windows/foreign_threads.h"
#include "windows/lane_end.h"
#include "windows/thread_local_pointer.h"

namespace bascule {

/// Finds the lane of the thread that calls a thunk, or gets it one, and has the upcall made there.
class Upcalls final : public UpcallReceiver {
 public:
  explicit Upcalls(ForeignThreads& foreign, CurrentLane& lane) : foreign_(foreign), lane_(lane) {}

  void receive(UpcallEntry& entry) override;

 private:
  ForeignThreads& foreign_;
  CurrentLane& lane_;
};

}  // namespace bascule
