#include "windows/stub_policy.h"

#include "windows/fault_record.h"

extern "C" char bascule_recover[];

namespace bascule {
namespace {

// Where invoke.S keeps the Invocation: bytes from its frame register.
constexpr std::size_t kInvocationHome = 24;

// A stack that is deeper is not one that anybody has.
constexpr int kMostFrames = 4096;

// Much more than the code takes that winebuild writes for stubs and dlltool for delayed imports.
constexpr DWORD64 kLargestGap = 512;

RUNTIME_FUNCTION* functionAt(DWORD64 address, DWORD64& base) {
  return RtlLookupFunctionEntry(address, &base, nullptr);
}

bool isInvoke(DWORD64 address) {
  DWORD64 base = 0;
  const RUNTIME_FUNCTION* here = functionAt(address, base);
  return here != nullptr && here == functionAt(reinterpret_cast<DWORD64>(bascule_recover), base);
}

bool isOnStack(DWORD64 address) {
  ULONG_PTR low = 0;
  ULONG_PTR high = 0;
  GetCurrentThreadStackLimits(&low, &high);
  return address >= low && address + sizeof(DWORD64) <= high;
}

/// Frame by frame to the innermost call of the host's; false, and where it came to, if a frame on the way has no unwind
/// information or there is no such call.
bool unwindToInvoke(CONTEXT& context) {
  for (int i = 0; i < kMostFrames && isOnStack(context.Rsp); ++i) {
    if (isInvoke(context.Rip)) {
      return isOnStack(context.Rbp + kInvocationHome);
    }
    DWORD64 base = 0;
    RUNTIME_FUNCTION* function = functionAt(context.Rip, base);
    if (function == nullptr) {
      return false;
    }
    void* data = nullptr;
    DWORD64 frame = 0;
    RtlVirtualUnwind(UNW_FLAG_NHANDLER, base, context.Rip, function, &context, &data, &frame, nullptr);
  }
  return false;
}

/// Whether a call stands in front of it: E8 and four bytes, or FF /2 with what follows it.
bool isReturnAddress(DWORD64 address) {
  DWORD64 base = 0;
  if (functionAt(address, base) == nullptr) {
    return false;
  }
  const auto* code = reinterpret_cast<const std::uint8_t*>(address);
  bool call = code[-5] == 0xE8;
  constexpr int kLengths[] = {2, 3, 4, 6, 7};
  for (const int length : kLengths) {
    call = call || (code[-length] == 0xFF && (code[1 - length] & 0x38) == 0x10);
  }
  return call;
}

/// Over a frame without unwind information: from the nearest word of the stack that is a return address and leads on to
/// the host's call.
bool unwindOverGap(CONTEXT& context) {
  for (DWORD64 at = context.Rsp; at < context.Rsp + kLargestGap && isOnStack(at); at += sizeof(DWORD64)) {
    const DWORD64 value = *reinterpret_cast<const DWORD64*>(at);
    if (isReturnAddress(value)) {
      CONTEXT beyond = context;
      beyond.Rip = value;
      beyond.Rsp = at + sizeof(DWORD64);
      if (unwindToInvoke(beyond)) {
        context = beyond;
        return true;
      }
    }
  }
  return false;
}

/// Goes back to the innermost call of the host's where a frame without unwind information lies between, as that of a
/// stub: then no handler beyond it would be found, so that nobody but this one is asked.
LONG WINAPI recoverBeyondGap(EXCEPTION_POINTERS* exception) {
  const DWORD code = exception->ExceptionRecord->ExceptionCode;
  if (code != kWineStub && code != kDelayedModuleMissing && code != kDelayedFunctionMissing) {
    return EXCEPTION_CONTINUE_SEARCH;
  }
  CONTEXT context = *exception->ContextRecord;
  if (unwindToInvoke(context) || !unwindOverGap(context)) {
    return EXCEPTION_CONTINUE_SEARCH;
  }
  recordFault(**reinterpret_cast<Invocation**>(context.Rbp + kInvocationHome), *exception->ExceptionRecord);
  *exception->ContextRecord = context;
  exception->ContextRecord->Rip = reinterpret_cast<DWORD64>(bascule_recover);
  return EXCEPTION_CONTINUE_EXECUTION;
}

}  // namespace

void installStubPolicy() { AddVectoredExceptionHandler(0, recoverBeyondGap); }

}  // namespace bascule
