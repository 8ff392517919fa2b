#pragma once

#include <cstddef>
#include <cstdint>

namespace bascule {

/// What invoke.S reads and writes. The offsets below are repeated there.
///
///    0  function
///    8  cells ---------> cellCount cells of 8 bytes
///   16  registers        4 cells: RCX/XMM0 .. R9/XMM3; x86: ECX, EDX
///   48  cellCount        52  registerCount
///   56  resultRegister   60  stackMoved
///   64  integer          written: RAX; x86 EDX:EAX
///   72  floating         written: XMM0; x86 ST(0)
///   80  faultCode .. 96  faultTarget    written by the fault handler
///  104  mxcsr           108  x87         x64: the control words that shall be there afterwards
struct Invocation {
  std::uint64_t function;
  /// The cells that go onto the stack, and how many there are; x64 has the four register cells apart.
  const std::uint64_t* cells;
  std::uint64_t registers[4];
  std::uint32_t cellCount;
  /// x86: how many of the register cells are passed in ECX, EDX.
  std::uint32_t registerCount;
  /// A wire::ResultRegister; read on x86 only.
  std::uint32_t resultRegister;
  /// x86: ESP after the call minus ESP before it, in bytes.
  std::int32_t stackMoved;
  std::uint64_t integer;
  std::uint64_t floating;
  std::uint32_t faultCode;
  std::uint32_t faultAccess;
  std::uint64_t faultAddress;
  std::uint64_t faultTarget;
  std::uint32_t mxcsr;
  std::uint16_t x87;
};

static_assert(offsetof(Invocation, function) == 0);
static_assert(offsetof(Invocation, cells) == 8);
static_assert(offsetof(Invocation, registers) == 16);
static_assert(offsetof(Invocation, cellCount) == 48);
static_assert(offsetof(Invocation, registerCount) == 52);
static_assert(offsetof(Invocation, resultRegister) == 56);
static_assert(offsetof(Invocation, stackMoved) == 60);
static_assert(offsetof(Invocation, integer) == 64);
static_assert(offsetof(Invocation, floating) == 72);
static_assert(offsetof(Invocation, mxcsr) == 104);
static_assert(offsetof(Invocation, x87) == 108);
static_assert(alignof(Invocation) == 8);

/// Calls the function. 0 if it returned, 1 if it faulted; MXCSR, x87 control word and direction flag are as before.
extern "C" std::uint32_t bascule_invoke(Invocation* invocation);

}  // namespace bascule
