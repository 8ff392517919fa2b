#include "windows/lane_service.h"

#include "windows/memory_requests.h"
#include "windows/module_requests.h"

namespace bascule {

void LaneService::answer(const wire::Frame& frame, std::uint32_t room, ReplyWriter& reply) {
  using wire::Message;
  switch (frame.message_type()) {
    case Message::Load: return answerLoad(parts_.loader, *frame.message_as_Load(), reply);
    case Message::Unload: return answerUnload(parts_.loader, *frame.message_as_Unload(), reply);
    case Message::Resolve: return answerResolve(*frame.message_as_Resolve(), reply);
    case Message::ListExports: return answerListExports(*frame.message_as_ListExports(), room, reply);
    case Message::ReadMemory: return answerReadMemory(parts_.arena, *frame.message_as_ReadMemory(), reply);
    case Message::ReadTerminated: return answerReadTerminated(parts_.arena, *frame.message_as_ReadTerminated(), reply);
    case Message::WriteMemory: return answerWriteMemory(parts_.arena, *frame.message_as_WriteMemory(), reply);
    case Message::Allocate: return answerAllocate(parts_.heap, *frame.message_as_Allocate(), reply);
    case Message::Free: return answerFree(parts_.heap, *frame.message_as_Free(), reply);
    case Message::Describe: return answerDescribe(*frame.message_as_Describe(), reply);
    case Message::Ping: return reply.finish(0, wire::CreatePong(reply.fresh(), frame.message_as_Ping()->payload()));
    case Message::CloseLane: closing_(); return reply.finish(0, wire::CreateDone(reply.fresh()));
    default:
      throw Refusal(wire::FailureCode::UnexpectedMessage,
                    std::string(wire::EnumNameMessage(frame.message_type())) + " does not belong in a lane");
  }
}

}  // namespace bascule
