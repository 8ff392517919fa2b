#pragma once

#include "portable/reply_writer.h"
#include "windows/host_parts.h"

namespace bascule {

// Each throws Refusal where it cannot be done.

/// That these bytes lie in one segment.
void requireArena(const Arena& arena, std::uint64_t address, std::uint64_t size);
void readMemory(const Arena& arena, std::uint64_t address, std::uint64_t size, std::uint64_t into);
void writeMemory(const Arena& arena, std::uint64_t address, std::uint64_t size, std::uint64_t from);

// Each builds its reply as well.

void answerReadTerminated(const Arena& arena, const wire::ReadTerminated& request, ReplyWriter& reply);
void answerAllocate(Heap& heap, const wire::Allocate& request, ReplyWriter& reply);
void answerProtect(const Arena& arena, const wire::Protect& request, ReplyWriter& reply);
void answerFree(Heap& heap, const wire::Free& request, ReplyWriter& reply);

}  // namespace bascule
