#include "windows/memory_requests.h"

#include "portable/text.h"
#include "windows/guarded_memory.h"

namespace bascule {

void requireArena(const Arena& arena, std::uint64_t address, std::uint64_t size) {
  if (!arena.contains(address, size)) {
    throw Refusal(wire::FailureCode::BadArgument,
                  std::to_string(size) + " bytes at " + hex(address) + " do not lie in one segment of the arena");
  }
}

void readMemory(const Arena& arena, std::uint64_t address, std::uint64_t size, std::uint64_t into) {
  requireArena(arena, into, size);
  copyGuarded(into, address, size);
}

void writeMemory(const Arena& arena, std::uint64_t address, std::uint64_t size, std::uint64_t from) {
  requireArena(arena, from, size);
  copyGuarded(address, from, size);
}

void answerReadTerminated(const Arena& arena, const wire::ReadTerminated& request, ReplyWriter& reply) {
  const std::uint8_t unit = request.unit();
  if (unit != 1 && unit != 2 && unit != 4) {
    throw Refusal(wire::FailureCode::BadArgument, "units have 1, 2 or 4 bytes, not " + std::to_string(unit));
  }
  requireArena(arena, request.into(), request.limit());
  const CopiedString copied = copyTerminatedGuarded(request.into(), request.address(), unit, request.limit());
  reply.finish(0, wire::CreateCopied(reply.fresh(), copied.size, copied.terminated));
}

void answerAllocate(Heap& heap, const wire::Allocate& request, ReplyWriter& reply) {
  const std::uint64_t address = heap.allocate(request.size());
  reply.finish(0, wire::CreateAllocated(reply.fresh(), address));
}

void answerProtect(const Arena& arena, const wire::Protect& request, ReplyWriter& reply) {
  if (request.access() > wire::PageAccess::MAX) {
    throw Refusal(wire::FailureCode::BadArgument, "Protect.access is " + std::to_string(number(request.access())) +
                                                      ", which the schema does not have");
  }
  arena.protect(request.address(), request.size(), request.access());
  reply.finish(0, wire::CreateDone(reply.fresh()));
}

void answerFree(Heap& heap, const wire::Free& request, ReplyWriter& reply) {
  heap.free(request.address());
  reply.finish(0, wire::CreateDone(reply.fresh()));
}

}  // namespace bascule
