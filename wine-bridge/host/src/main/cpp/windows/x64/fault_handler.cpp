#include "windows/fault_record.h"

namespace bascule {
namespace {

// Where invoke.S keeps the Invocation: bytes from its frame register.
constexpr std::size_t kInvocationHome = 24;

}  // namespace

extern "C" char bascule_recover[];

/// The language handler of bascule_invoke: asked last, after every handler of the DLL's own frames has declined.
extern "C" EXCEPTION_DISPOSITION bascule_fault(EXCEPTION_RECORD* record, void* frame, CONTEXT* context,
                                               DISPATCHER_CONTEXT* dispatcher) {
  if ((record->ExceptionFlags & kUnwindFlags) == 0) {
    recordFault(**reinterpret_cast<Invocation**>(static_cast<char*>(frame) + kInvocationHome), *record);
    RtlUnwindEx(frame, bascule_recover, record, nullptr, context, dispatcher->HistoryTable);
  }
  return ExceptionContinueSearch;
}

}  // namespace bascule
