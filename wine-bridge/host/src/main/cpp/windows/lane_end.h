#pragma once

#include <functional>
#include <string>

#include "portable/conversation.h"
#include "windows/bell.h"
#include "windows/lane_service.h"
#include "windows/upcall_entry.h"

namespace bascule {

/// Everything that a lane's thread needs to know.
struct LaneOrder {
  std::uint32_t requestId;
  std::uint32_t lane;
  Window window;
  std::string hostBell;
  std::string javaBell;
  std::uint32_t spinRounds;
};

/// The host's end of an open lane. Used by the lane's thread alone.
class LaneEnd {
 public:
  /// Opens the bells. `closing` is called before CloseLane is answered. Throws Refusal (LaneFailed).
  LaneEnd(const LaneOrder& order, HostParts& parts, std::function<void()> closing);
  LaneEnd(const LaneEnd&) = delete;
  LaneEnd& operator=(const LaneEnd&) = delete;

  /// Serves requests until CloseLane has been answered.
  void serve() { conversation_.serve(); }
  /// Has Java answer an upcall, and serves what it asks for meanwhile. Fills the entry's results.
  void upcall(ThunkPurpose purpose, UpcallEntry& entry);

 private:
  struct Bells {
    Bell host;
    Bell java;
  };

  UpcallAnswer makeUpcall(ThunkPurpose purpose, const UpcallEntry& entry);

  Bells bells_;
  Turns<Bell> turns_;
  LaneService service_;
  Conversation<Bell, LaneService> conversation_;
};

}  // namespace bascule
