#include "windows/thunk_chunk.h"

#include <windows.h>

#include <cstring>
#include <new>

#include "portable/refusal.h"
#include "windows/pointers.h"
#include "windows/thunk_code.h"
#include "windows/upcall_entry.h"
#include "windows/windows_text.h"

namespace bascule {
namespace {

/// What Windows gives out is aligned to this, so that less would be wasted.
constexpr std::size_t kChunk = 64 * 1024;
constexpr std::size_t kCode = 16 * 1024;
/// The last place holds the address of bascule_upcall.
constexpr std::size_t kThunks = kCode / kThunkCodeBytes - 1;
static_assert(kThunks * sizeof(ThunkRecord) <= kChunk - kCode);

constexpr std::uint8_t kBreakpoint = 0xCC;

[[noreturn]] void refuse(const char* what) {
  const DWORD error = GetLastError();
  throw Refusal(wire::FailureCode::OutOfMemory, std::string(what) + ", " + win32Text(error), error);
}

}  // namespace

std::vector<ThunkPlace> makeThunkChunk(UpcallReceiver& receiver) {
  std::vector<ThunkPlace> places;
  places.reserve(kThunks);
  auto* chunk = static_cast<std::uint8_t*>(VirtualAlloc(nullptr, kChunk, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE));
  if (chunk == nullptr) {
    refuse("there is no memory for thunks");
  }
  std::memset(chunk, kBreakpoint, kCode);
  std::uint8_t* entry = chunk + kThunks * kThunkCodeBytes;
  void (*const upcall)() = bascule_upcall;
  std::memcpy(entry, &upcall, sizeof upcall);
  for (std::size_t i = 0; i < kThunks; ++i) {
    std::uint8_t* code = chunk + i * kThunkCodeBytes;
    auto* record = new (chunk + kCode + i * sizeof(ThunkRecord)) ThunkRecord(&receiver);
    writeThunkCode(code, record, entry);
    places.push_back(ThunkPlace{wireAddress(code), record});
  }
  DWORD before = 0;
  if (!VirtualProtect(chunk, kCode, PAGE_EXECUTE_READ, &before)) {
    const DWORD error = GetLastError();
    VirtualFree(chunk, 0, MEM_RELEASE);
    SetLastError(error);
    refuse("the code of thunks cannot be made executable");
  }
  FlushInstructionCache(GetCurrentProcess(), chunk, kCode);
  return places;
}

}  // namespace bascule
