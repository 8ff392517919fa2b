#include "windows/stub_policy.h"

#include "windows/fault_record.h"

extern "C" char bascule_recover[];

namespace bascule {
namespace {

// Where invoke.S keeps the Invocation: bytes from its frame register.
constexpr std::size_t kInvocationHome = 24;

// What the code that winebuild writes for a stub takes from the stack (output_stub_funcs in its spec32.c).
constexpr DWORD64 kStubFrame = 0x28;

// A stack that is deeper is not one that anybody has.
constexpr int kMostFrames = 4096;

struct Unwinding {
  CONTEXT context;
  bool stubSeen = false;
};

/// One frame up; false at the end of the stack. The stub's own code is the one frame without unwind information.
bool step(Unwinding& unwinding) {
  CONTEXT& context = unwinding.context;
  DWORD64 base = 0;
  RUNTIME_FUNCTION* function = RtlLookupFunctionEntry(context.Rip, &base, nullptr);
  if (function != nullptr) {
    void* data = nullptr;
    DWORD64 frame = 0;
    RtlVirtualUnwind(UNW_FLAG_NHANDLER, base, context.Rip, function, &context, &data, &frame, nullptr);
    return context.Rip != 0;
  }
  if (unwinding.stubSeen) {
    return false;
  }
  unwinding.stubSeen = true;
  context.Rip = *reinterpret_cast<DWORD64*>(context.Rsp + kStubFrame);
  context.Rsp += kStubFrame + sizeof(DWORD64);
  return true;
}

bool isInvoke(DWORD64 address) {
  DWORD64 base = 0;
  const RUNTIME_FUNCTION* here = RtlLookupFunctionEntry(address, &base, nullptr);
  const RUNTIME_FUNCTION* invoke =
      RtlLookupFunctionEntry(reinterpret_cast<DWORD64>(bascule_recover), &base, nullptr);
  return here != nullptr && here == invoke;
}

/// Goes back to the innermost call of the host's, if there is one: without unwind information for the stub no frame's
/// handler would be found, so that nobody but this one is asked.
LONG WINAPI recoverFromStub(EXCEPTION_POINTERS* exception) {
  if (exception->ExceptionRecord->ExceptionCode != kWineStub) {
    return EXCEPTION_CONTINUE_SEARCH;
  }
  Unwinding unwinding{*exception->ContextRecord};
  for (int i = 0; i < kMostFrames && !isInvoke(unwinding.context.Rip); ++i) {
    if (!step(unwinding)) {
      return EXCEPTION_CONTINUE_SEARCH;
    }
  }
  if (!isInvoke(unwinding.context.Rip)) {
    return EXCEPTION_CONTINUE_SEARCH;
  }
  recordFault(**reinterpret_cast<Invocation**>(unwinding.context.Rbp + kInvocationHome), *exception->ExceptionRecord);
  *exception->ContextRecord = unwinding.context;
  exception->ContextRecord->Rip = reinterpret_cast<DWORD64>(bascule_recover);
  return EXCEPTION_CONTINUE_EXECUTION;
}

}  // namespace

void installStubPolicy() { AddVectoredExceptionHandler(0, recoverFromStub); }

}  // namespace bascule
