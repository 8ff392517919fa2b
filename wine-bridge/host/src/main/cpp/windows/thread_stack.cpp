#include "windows/thread_stack.h"

#include <windows.h>

// behind windows.h
#include <psapi.h>

#include <vector>

#include "portable/exports.h"
#include "portable/refusal.h"
#include "portable/text.h"
#include "windows/call.h"
#include "windows/handle.h"
#include "windows/module_loader.h"
#include "windows/stack_walk.h"
#include "windows/windows_text.h"

namespace bascule {
namespace {

constexpr DWORD kReadable =
    PAGE_READONLY | PAGE_READWRITE | PAGE_WRITECOPY | PAGE_EXECUTE_READ | PAGE_EXECUTE_READWRITE | PAGE_EXECUTE_WRITECOPY;

struct Walk {
  CONTEXT context;
  StackAddresses found;
};

std::uintptr_t walk(void* argument) {
  auto& what = *static_cast<Walk*>(argument);
  walkStack(what.context, what.found);
  return 0;
}

/// What has been found when the stack turns out to be spoilt counts all the same.
StackAddresses look(HANDLE thread) {
  Walk what{};
  what.context.ContextFlags = CONTEXT_FULL;
  if (SuspendThread(thread) == static_cast<DWORD>(-1)) {
    return what.found;
  }
  if (GetThreadContext(thread, &what.context)) {
    attempt(walk, &what);
  }
  ResumeThread(thread);
  return what.found;
}

/// The path of an image; asked of the mapping, since the loader's list is locked while a DllMain hangs.
std::string nameOf(std::uintptr_t image) {
  wchar_t path[1024];
  const DWORD length =
      K32GetMappedFileNameW(GetCurrentProcess(), reinterpret_cast<void*>(image), path, sizeof path / sizeof *path);
  return narrow(std::wstring(path, length));
}

flatbuffers::Offset<wire::StackPlace> placeOf(flatbuffers::FlatBufferBuilder& builder, std::uint64_t address) {
  const std::uintptr_t image = imageAt(static_cast<std::uintptr_t>(address));
  if (image == 0) {
    return wire::CreateStackPlace(builder, address);
  }
  const std::vector<ExportEntry> exports =
      readExports(reinterpret_cast<const std::uint8_t*>(image), readableBytes(image));
  const ExportEntry* nearest = nearestExport(exports, static_cast<std::uint32_t>(address - image));
  const auto module = builder.CreateString(printable(nameOf(image)));
  if (nearest == nullptr) {
    return wire::CreateStackPlace(builder, address, module, image);
  }
  const auto symbol = builder.CreateString(nearest->name.empty() ? "#" + std::to_string(nearest->ordinal)
                                                                 : printable(nearest->name));
  return wire::CreateStackPlace(builder, address, module, image, symbol, image + nearest->rva);
}

}  // namespace

std::uintptr_t imageAt(std::uintptr_t address) {
  MEMORY_BASIC_INFORMATION region{};
  const bool known = VirtualQuery(reinterpret_cast<const void*>(address), &region, sizeof region) != 0;
  return known && region.State == MEM_COMMIT && region.Type == MEM_IMAGE
             ? reinterpret_cast<std::uintptr_t>(region.AllocationBase)
             : 0;
}

bool readable(std::uintptr_t address, std::size_t size) {
  const std::uintptr_t end = address + size;
  while (address < end) {
    MEMORY_BASIC_INFORMATION region{};
    if (VirtualQuery(reinterpret_cast<const void*>(address), &region, sizeof region) == 0 ||
        region.State != MEM_COMMIT || (region.Protect & kReadable) == 0 || (region.Protect & PAGE_GUARD) != 0) {
      return false;
    }
    address = reinterpret_cast<std::uintptr_t>(region.BaseAddress) + region.RegionSize;
  }
  return end >= size;
}

void answerLookAtThread(std::uint32_t id, const wire::LookAtThread& request, ReplyWriter& reply) {
  const Handle thread(OpenThread(THREAD_SUSPEND_RESUME | THREAD_GET_CONTEXT, FALSE, request.thread_id()));
  if (!thread.valid() || request.thread_id() == GetCurrentThreadId()) {
    throw Refusal(wire::FailureCode::BadArgument,
                  "there is no thread " + std::to_string(request.thread_id()) + " that could be looked at");
  }
  const StackAddresses seen = look(thread.get());
  auto& builder = reply.fresh();
  std::vector<flatbuffers::Offset<wire::StackPlace>> places;
  for (unsigned i = 0; i < seen.count; ++i) {
    places.push_back(placeOf(builder, seen.code[i]));
  }
  reply.finish(id, wire::CreateThreadStack(builder, builder.CreateVector(places)));
}

}  // namespace bascule
