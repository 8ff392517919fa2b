#pragma once

#include <functional>

#include "portable/call_request.h"
#include "portable/reply_writer.h"
#include "windows/call.h"
#include "windows/host_parts.h"

namespace bascule {

/// What a lane can do, on the lane's thread.
class LaneService {
 public:
  /// `closing` is called before CloseLane is answered: what comes after the answer finds the lane gone.
  LaneService(HostParts& parts, std::uint32_t lane, std::function<void()> closing)
      : parts_(parts), lane_(lane), closing_(std::move(closing)) {}

  wire::Outcome call(const CallRequest& request);
  /// Copies memory if that is what is asked; false if it is not.
  bool copy(const wire::Frame& frame);
  void answer(const wire::Frame& frame, std::uint32_t room, ReplyWriter& reply);
  /// Ends the process.
  [[noreturn]] void jumpedOut() const;

  /// The last error that the next call begins with.
  std::uint32_t lastError() const { return caller_.lastError(); }
  void setLastError(std::uint32_t value) { caller_.setLastError(value); }
  /// An upcall has not been made: the innermost call will say so; where there is none, a line on stderr does, once.
  void noteRefusal(wire::UpcallRefusal refusal, std::uint64_t callback);

 private:
  /// Of a call that runs: its first upcall that was not made.
  struct RefusedUpcall {
    wire::UpcallRefusal refusal = wire::UpcallRefusal::None;
    std::uint64_t callback = 0;
  };
  class Innermost;

  void serve(const wire::Frame& frame, std::uint32_t room, ReplyWriter& reply);
  void createThunk(const wire::CreateThunk& request, ReplyWriter& reply);
  void freeThunk(const wire::FreeThunk& request, ReplyWriter& reply);

  HostParts& parts_;
  const std::uint32_t lane_;
  std::function<void()> closing_;
  Caller caller_;
  /// Null while no call runs, or a request does that runs code of a DLL.
  RefusedUpcall* innermost_ = nullptr;
  bool told_ = false;
};

}  // namespace bascule
