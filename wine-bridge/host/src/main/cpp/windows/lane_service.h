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
  /// Copies so many bytes between the process's memory and the arena. Throws Refusal.
  void read(std::uint64_t address, std::uint64_t size, std::uint64_t into) const;
  void write(std::uint64_t address, std::uint64_t size, std::uint64_t from) const;
  /// The same to and from memory of the host's own.
  void readTo(void* into, std::uint64_t address, std::uint64_t size) const;
  void writeFrom(const void* from, std::uint64_t address, std::uint64_t size) const;
  void answer(const wire::Frame& frame, std::uint32_t room, ReplyWriter& reply);
  /// Throws Refusal (BadArgument) if these bytes do not lie in the arena; none lie anywhere.
  void requireArena(std::uint64_t address, std::uint64_t size) const;
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

  /// Whom a refused upcall is reported to, for the time of a call or request.
  class Innermost {
   public:
    Innermost(LaneService& service, RefusedUpcall* told) : service_(service), before_(service.innermost_) {
      service_.innermost_ = told;
    }
    Innermost(const Innermost&) = delete;
    Innermost& operator=(const Innermost&) = delete;
    ~Innermost() { service_.innermost_ = before_; }

   private:
    LaneService& service_;
    RefusedUpcall* const before_;
  };

 public:
  /// Calls of one function with different slots. Upcalls that are not made end up in the outcome.
  class Series {
   public:
    Series(LaneService& service, const CallRequest& request)
        : innermost_(service, &refused_), calls_(service.caller_, request) {}

    /// Makes one; false if it did not return as it should.
    bool call(const std::uint64_t* slots) {
      return calls_.call(slots) && refused_.refusal == wire::UpcallRefusal::None;
    }
    std::uint64_t integer() const { return calls_.integer(); }
    std::uint64_t floating() const { return calls_.floating(); }
    /// Of the last one.
    wire::Outcome outcome() const;

   private:
    RefusedUpcall refused_;
    Innermost innermost_;
    bascule::Series calls_;
  };

 private:
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
