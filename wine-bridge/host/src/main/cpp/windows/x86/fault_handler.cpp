#include "windows/fault_record.h"

namespace bascule {

/// The exception registration that invoke.S links into FS:[0], with what it keeps beside it.
struct Registration {
  Registration* next;
  void* handler;
  Invocation* invocation;
};

/// Leaves the exception dispatcher for good and goes on in bascule_invoke, whose frame the registration lies in.
extern "C" [[noreturn]] void bascule_recover(Registration* registration);

/// The handler of the registration: asked last, after every handler that the DLL has linked in front of it has
/// declined.
extern "C" EXCEPTION_DISPOSITION bascule_fault(EXCEPTION_RECORD* record, void* frame, CONTEXT*, void*) {
  if ((record->ExceptionFlags & kUnwindFlags) == 0) {
    // In memory, not in a register: RtlUnwind need not preserve EBX, ESI and EDI.
    Registration* volatile registration = static_cast<Registration*>(frame);
    recordFault(*registration->invocation, *record);
    // On x86 it unlinks the DLL's registrations, letting each clean up, and returns here.
    RtlUnwind(frame, nullptr, record, nullptr);
    bascule_recover(registration);
  }
  return ExceptionContinueSearch;
}

}  // namespace bascule
