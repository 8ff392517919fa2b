#pragma once

#include "portable/reply_writer.h"
#include "windows/host_parts.h"

namespace bascule {

// Each builds its reply, or throws Refusal.

void answerReadMemory(const Arena& arena, const wire::ReadMemory& request, ReplyWriter& reply);
void answerReadTerminated(const Arena& arena, const wire::ReadTerminated& request, ReplyWriter& reply);
void answerWriteMemory(const Arena& arena, const wire::WriteMemory& request, ReplyWriter& reply);
void answerAllocate(Heap& heap, const wire::Allocate& request, ReplyWriter& reply);
void answerFree(Heap& heap, const wire::Free& request, ReplyWriter& reply);

}  // namespace bascule
