#include "windows/fault_record.h"

#include <delayimp.h>

#include <cstdint>
#include <cstring>

#include "windows/thrown.h"

namespace bascule {
namespace {

void recordStub(Invocation& invocation, const EXCEPTION_RECORD& record) {
  if (record.NumberParameters >= 2) {
    invocation.faultAddress = record.ExceptionInformation[0];
    invocation.faultTarget = record.ExceptionInformation[1];
  }
}

/// The helper's record lies on its stack, which is given back before anybody reads the names; they lie in the DLL.
void recordDelayedImport(Invocation& invocation, const EXCEPTION_RECORD& record) {
  DelayLoadInfo info{};
  SIZE_T read = 0;
  const bool given = record.NumberParameters >= 1 &&
                     ReadProcessMemory(GetCurrentProcess(), reinterpret_cast<const void*>(record.ExceptionInformation[0]),
                                       &info, sizeof info, &read) != 0;
  if (given && read == sizeof info && info.cb >= sizeof info) {
    invocation.faultAccess = 1;
    invocation.faultAddress = reinterpret_cast<std::uintptr_t>(info.szDll);
    invocation.faultTarget = info.dlp.fImportByName ? reinterpret_cast<std::uintptr_t>(info.dlp.szProcName)
                                                    : static_cast<std::uintptr_t>(info.dlp.dwOrdinal);
  }
}

void recordAccess(Invocation& invocation, const EXCEPTION_RECORD& record) {
  if (record.NumberParameters >= 2) {
    invocation.faultAccess = static_cast<std::uint32_t>(record.ExceptionInformation[0]);
    invocation.faultTarget = record.ExceptionInformation[1];
  }
}

/// What was thrown may lie on the stack that is given back now, or be destroyed: its text is made first.
void recordThrown(Invocation& invocation, const EXCEPTION_RECORD& record) {
  if (const char* text = thrownText(record)) {
    invocation.faultAccess = static_cast<std::uint32_t>(std::strlen(text));
    invocation.faultTarget = reinterpret_cast<std::uintptr_t>(text);
  }
}

}  // namespace

void recordFault(Invocation& invocation, const EXCEPTION_RECORD& record) {
  invocation.faultCode = record.ExceptionCode;
  invocation.faultAddress = reinterpret_cast<std::uintptr_t>(record.ExceptionAddress);
  invocation.faultAccess = 0;
  invocation.faultTarget = 0;
  switch (record.ExceptionCode) {
    case kWineStub: return recordStub(invocation, record);
    case kDelayedModuleMissing:
    case kDelayedFunctionMissing: return recordDelayedImport(invocation, record);
    case EXCEPTION_ACCESS_VIOLATION:
    case EXCEPTION_IN_PAGE_ERROR:
    case STATUS_GUARD_PAGE_VIOLATION: return recordAccess(invocation, record);
    case kGnuThrow:
    case kMicrosoftThrow: return recordThrown(invocation, record);
    default: return;
  }
}

}  // namespace bascule
