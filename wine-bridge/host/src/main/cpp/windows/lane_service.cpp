#include "windows/lane_service.h"

#include "windows/crash_policy.h"
#include "windows/guarded_memory.h"
#include "windows/memory_requests.h"
#include "windows/module_requests.h"

namespace bascule {

wire::Outcome LaneService::call(const CallRequest& request) {
  Series once(*this, request);
  once.call(request.slots);
  return once.outcome();
}

wire::Outcome LaneService::Series::outcome() const {
  const wire::Outcome outcome = calls_.outcome();
  if (refused_.refusal == wire::UpcallRefusal::None || outcome.status() != number(wire::CallStatus::Returned)) {
    return outcome;
  }
  return wire::Outcome(number(wire::CallStatus::UpcallsRefused), outcome.last_error(), outcome.integer(),
                       outcome.floating(), number(refused_.refusal), 0, 0, refused_.callback);
}

void LaneService::noteRefusal(wire::UpcallRefusal refusal, std::uint64_t callback) {
  if (innermost_ == nullptr) {
    if (!told_) {
      warn("an upcall of callback " + std::to_string(callback) + " in lane " + std::to_string(lane_) +
           " was not made: " + wire::EnumNameUpcallRefusal(refusal));
    }
    told_ = true;
  } else if (innermost_->refusal == wire::UpcallRefusal::None) {
    *innermost_ = RefusedUpcall{refusal, callback};
  }
}

void LaneService::jumpedOut() const {
  endProcess(ExitStatus::RoadBroken, "a function in lane " + std::to_string(lane_) + " has left an upcall by a jump");
}

void LaneService::requireArena(std::uint64_t address, std::uint64_t size) const {
  if (size > 0) {
    bascule::requireArena(parts_.arena, address, size);
  }
}

void LaneService::read(std::uint64_t address, std::uint64_t size, std::uint64_t into) const {
  readMemory(parts_.arena, address, size, into);
}

void LaneService::write(std::uint64_t address, std::uint64_t size, std::uint64_t from) const {
  writeMemory(parts_.arena, address, size, from);
}

void LaneService::readTo(void* into, std::uint64_t address, std::uint64_t size) const {
  copyGuarded(reinterpret_cast<std::uintptr_t>(into), address, size);
}

void LaneService::writeFrom(const void* from, std::uint64_t address, std::uint64_t size) const {
  copyGuarded(address, reinterpret_cast<std::uintptr_t>(from), size);
}

void LaneService::answer(const wire::Frame& frame, std::uint32_t room, ReplyWriter& reply) {
  const Innermost innermost(*this, nullptr);
  const std::uint32_t lastError = caller_.lastError();
  try {
    serve(frame, room, reply);
  } catch (...) {
    caller_.setLastError(lastError);
    throw;
  }
  // An upcall from DllMain has changed it.
  caller_.setLastError(lastError);
}

void LaneService::serve(const wire::Frame& frame, std::uint32_t room, ReplyWriter& reply) {
  using wire::Message;
  switch (frame.message_type()) {
    case Message::Load: return answerLoad(parts_.loader, *frame.message_as_Load(), reply);
    case Message::Unload: return answerUnload(parts_.loader, *frame.message_as_Unload(), reply);
    case Message::Resolve: return answerResolve(*frame.message_as_Resolve(), reply);
    case Message::ListExports: return answerListExports(*frame.message_as_ListExports(), room, reply);
    case Message::ReadTerminated: return answerReadTerminated(parts_.arena, *frame.message_as_ReadTerminated(), reply);
    case Message::Allocate: return answerAllocate(parts_.heap, *frame.message_as_Allocate(), reply);
    case Message::Free: return answerFree(parts_.heap, *frame.message_as_Free(), reply);
    case Message::Protect: return answerProtect(parts_.arena, *frame.message_as_Protect(), reply);
    case Message::Describe: return answerDescribe(*frame.message_as_Describe(), reply);
    case Message::Ping: return reply.finish(0, wire::CreatePong(reply.fresh(), frame.message_as_Ping()->payload()));
    case Message::CreateThunk: return createThunk(*frame.message_as_CreateThunk(), reply);
    case Message::FreeThunk: return freeThunk(*frame.message_as_FreeThunk(), reply);
    case Message::CloseLane: closing_(); return reply.finish(0, wire::CreateDone(reply.fresh()));
    default:
      throw Refusal(wire::FailureCode::UnexpectedMessage,
                    std::string(wire::EnumNameMessage(frame.message_type())) + " does not belong in a lane");
  }
}

void LaneService::createThunk(const wire::CreateThunk& request, ReplyWriter& reply) {
  const std::uint64_t address = parts_.thunks.create(readThunk(request));
  reply.finish(0, wire::CreateThunkCreated(reply.fresh(), address));
}

void LaneService::freeThunk(const wire::FreeThunk& request, ReplyWriter& reply) {
  parts_.thunks.free(request.address());
  reply.finish(0, wire::CreateDone(reply.fresh()));
}

}  // namespace bascule
