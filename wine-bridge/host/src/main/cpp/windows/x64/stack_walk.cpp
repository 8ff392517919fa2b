#include "windows/stack_walk.h"

#include <algorithm>

namespace bascule {
namespace {

/// The table of functions of an image; Windows' own look-up would take the loader's lock.
struct FunctionTable {
  const RUNTIME_FUNCTION* first = nullptr;
  std::size_t count = 0;
};

FunctionTable functionsOf(std::uintptr_t image) {
  const auto* dos = reinterpret_cast<const IMAGE_DOS_HEADER*>(image);
  const auto* header = reinterpret_cast<const IMAGE_NT_HEADERS64*>(image + static_cast<DWORD>(dos->e_lfanew));
  if (!readable(reinterpret_cast<std::uintptr_t>(header), sizeof *header) || header->Signature != IMAGE_NT_SIGNATURE ||
      header->OptionalHeader.NumberOfRvaAndSizes <= IMAGE_DIRECTORY_ENTRY_EXCEPTION) {
    return {};
  }
  const IMAGE_DATA_DIRECTORY& where = header->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_EXCEPTION];
  if (where.Size == 0 || !readable(image + where.VirtualAddress, where.Size)) {
    return {};
  }
  return {reinterpret_cast<const RUNTIME_FUNCTION*>(image + where.VirtualAddress),
          where.Size / sizeof(RUNTIME_FUNCTION)};
}

const RUNTIME_FUNCTION* functionAt(std::uintptr_t image, std::uintptr_t address) {
  const FunctionTable table = functionsOf(image);
  const auto offset = static_cast<DWORD>(address - image);
  const auto* behind =
      std::upper_bound(table.first, table.first + table.count, offset,
                       [](DWORD at, const RUNTIME_FUNCTION& function) { return at < function.BeginAddress; });
  if (behind == table.first || offset >= (behind - 1)->EndAddress) {
    return nullptr;
  }
  return behind - 1;
}

/// A function without unwind information has moved no register: its return address is on top.
bool leaveLeaf(CONTEXT& context) {
  if (!readable(context.Rsp, sizeof(std::uint64_t))) {
    return false;
  }
  context.Rip = *reinterpret_cast<const std::uint64_t*>(context.Rsp);
  context.Rsp += sizeof(std::uint64_t);
  return true;
}

bool leave(CONTEXT& context, std::uintptr_t image) {
  const RUNTIME_FUNCTION* function = image == 0 ? nullptr : functionAt(image, context.Rip);
  if (function == nullptr) {
    return leaveLeaf(context);
  }
  void* data = nullptr;
  DWORD64 frame = 0;
  RtlVirtualUnwind(UNW_FLAG_NHANDLER, image, context.Rip, const_cast<RUNTIME_FUNCTION*>(function), &context, &data,
                   &frame, nullptr);
  return true;
}

}  // namespace

void walkStack(CONTEXT& context, StackAddresses& found) {
  while (!found.full() && context.Rip != 0) {
    const std::uintptr_t image = imageAt(context.Rip);
    // What lies in no image may be a call to nowhere, or code that was made at run time: one step out of it, no more.
    if (image == 0 && found.count > 0) {
      return;
    }
    found.add(context.Rip);
    const std::uintptr_t before = context.Rsp;
    if (!leave(context, image) || context.Rsp <= before) {
      return;
    }
  }
}

}  // namespace bascule
