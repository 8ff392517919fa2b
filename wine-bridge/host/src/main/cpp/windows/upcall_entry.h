#pragma once

#include <cstddef>
#include <cstdint>

#include "portable/thunk_record.h"

namespace bascule {

/// What upcall.S passes on and takes back. The offsets below are repeated there.
struct UpcallEntry {
  const ThunkRecord* record;
  /// x64: the home cells of the register arguments, followed by those on the stack. x86: the arguments on the stack.
  const std::uintptr_t* cells;
  /// x64: the low halves of XMM0 to XMM3. x86: ECX and EDX.
  std::uint64_t registers[4];
  /// Found at entry, and left at the end.
  std::uint32_t lastError;
  /// x86: how many bytes of arguments the thunk takes off the stack.
  std::uint32_t popped;
  /// x86: a wire::ResultRegister.
  std::uint32_t resultRegister;
  std::uint32_t unused;
  std::uint64_t integer;
  std::uint64_t floating;
};

#ifdef _WIN64
static_assert(offsetof(UpcallEntry, cells) == 8);
static_assert(offsetof(UpcallEntry, registers) == 16);
static_assert(offsetof(UpcallEntry, lastError) == 48);
static_assert(offsetof(UpcallEntry, integer) == 64);
static_assert(offsetof(UpcallEntry, floating) == 72);
static_assert(sizeof(UpcallEntry) == 80);
#else
static_assert(offsetof(UpcallEntry, cells) == 4);
static_assert(offsetof(UpcallEntry, registers) == 8);
static_assert(offsetof(UpcallEntry, lastError) == 40);
static_assert(offsetof(UpcallEntry, popped) == 44);
static_assert(offsetof(UpcallEntry, resultRegister) == 48);
static_assert(offsetof(UpcallEntry, integer) == 56);
static_assert(offsetof(UpcallEntry, floating) == 64);
static_assert(sizeof(UpcallEntry) == 72);
#endif

/// Where all thunks jump to, with their record in R10 (x64) or EAX (x86); not to be called otherwise.
extern "C" void bascule_upcall();

/// Called by it, on whatever thread the DLL has called the thunk.
extern "C" void bascule_serve_upcall(UpcallEntry* entry) noexcept;

/// Makes an upcall for whoever made the thunk.
class UpcallReceiver {
 public:
  virtual void receive(UpcallEntry& entry) = 0;

 protected:
  ~UpcallReceiver() = default;
};

}  // namespace bascule
