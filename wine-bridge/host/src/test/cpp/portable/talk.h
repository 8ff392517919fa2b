#pragma once

#include <doctest/doctest.h>

#include <functional>
#include <thread>

#include "peer/calls.h"
#include "portable/fake_lane.h"

namespace bascule::test {

/// Adds the slots of a Call, answers Ping and CloseLane, says that it has copied; a function address of 2 does something else first.
class AddingService {
 public:
  std::function<void()> first;
  std::vector<std::uint8_t> arena = std::vector<std::uint8_t>(4096);
  std::function<wire::CallStatus()> status = [] { return wire::CallStatus::Returned; };
  std::function<void(const CallRequest&)> seen = [](const CallRequest&) {};
  std::uint64_t floating = 0;
  std::uint32_t lastError = 5;
  int copies = 0;
  std::array<std::uint64_t, 3> copied{};

  wire::Outcome call(const CallRequest& request) {
    seen(request);
    if (request.function == 2) {
      first();
    }
    std::uint64_t sum = 0;
    for (std::uint32_t i = 0; i < request.slotCount; ++i) {
      sum += request.slots[i];
    }
    return wire::Outcome(number(status()), lastError, sum, floating, 0, 0, 0, 0);
  }

  class Series {
   public:
    Series(AddingService& service, const CallRequest& request) : service_(service), request_(request) {}

    bool call(const std::uint64_t* slots) {
      request_.slots = slots;
      outcome_ = service_.call(request_);
      return outcome_.status() == number(wire::CallStatus::Returned);
    }
    std::uint64_t integer() const { return outcome_.integer(); }
    std::uint64_t floating() const { return outcome_.floating(); }
    wire::Outcome outcome() const { return outcome_; }

   private:
    AddingService& service_;
    CallRequest request_;
    wire::Outcome outcome_;
  };

  void read(std::uint64_t address, std::uint64_t size, std::uint64_t into) {
    ++copies;
    copied = {address, size, into};
  }

  void write(std::uint64_t address, std::uint64_t size, std::uint64_t from) { read(address, size, from); }

  void readTo(std::uint64_t* into, std::uint64_t address, std::uint64_t size) {
    ++copies;
    *into = address + size;
  }

  void writeFrom(const std::uint64_t* from, std::uint64_t address, std::uint64_t size) { read(address, size, *from); }

  /// What there is of an arena.
  void requireArena(std::uint64_t address, std::uint64_t size) const {
    const auto start = reinterpret_cast<std::uintptr_t>(arena.data());
    if (size > 0 && (address < start || address - start > arena.size() || size > arena.size() - (address - start))) {
      throw Refusal(wire::FailureCode::BadArgument, "no arena there");
    }
  }

  void answer(const wire::Frame& frame, std::uint32_t, ReplyWriter& reply) {
    if (const auto* ping = frame.message_as_Ping()) {
      return reply.finish(0, wire::CreatePong(reply.fresh(), ping->payload()));
    }
    if (frame.message_as_CloseLane() != nullptr) {
      return reply.finish(0, wire::CreateDone(reply.fresh()));
    }
    if (frame.message_as_Allocate() != nullptr) {
      throw std::bad_alloc();
    }
    throw Refusal(wire::FailureCode::UnexpectedMessage, "not here");
  }

  struct JumpedOut {};
  [[noreturn]] void jumpedOut() { throw JumpedOut(); }
};

using TestConversation = Conversation<CountingBell, AddingService>;

inline std::vector<std::uint8_t> closeLaneFrame() {
  ReplyWriter close;
  close.finish(0, wire::CreateCloseLane(close.fresh()));
  return bytesOf(close);
}

/// A host thread that converses over a fake lane until this object goes.
struct Talk {
  FakeLane lane;
  AddingService service;
  TestConversation conversation{lane.window(), lane.host, service};
  std::thread host{[this] { conversation.serve(); }};

  /// What a Call is answered with that adds.
  std::uint64_t sum(const std::vector<std::uint8_t>& frame, std::uint32_t offset = FakeLane::kFirst) {
    REQUIRE(lane.exchange(frame, offset).size() == frame.size());
    REQUIRE(lane.java.outcome().status() == number(wire::CallStatus::Returned));
    return lane.java.outcome().integer();
  }

  ~Talk() {
    lane.exchange(closeLaneFrame());
    host.join();
  }
};

inline std::string failureIn(const std::vector<std::uint8_t>& reply) {
  const FrameCopy copy(reply.data(), static_cast<std::uint32_t>(reply.size()));
  const auto* failure = copy.frame() == nullptr ? nullptr : copy.frame()->message_as_Failure();
  return failure == nullptr ? ""
                            : std::string(wire::EnumNameFailureCode(failure->code())) + ": " + failure->detail()->str();
}

inline std::vector<std::uint8_t> callFrame(std::uint64_t function, const std::vector<std::uint64_t>& slots) {
  ReplyWriter writer;
  buildCall(writer, function, slots);
  return bytesOf(writer);
}

}  // namespace bascule::test
