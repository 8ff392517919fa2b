#pragma once

#include <windows.h>

#include "windows/invocation.h"

namespace bascule {

/// What Wine raises in a function that it exports without having code for it (include/wine/exception.h). It says where
/// the DLL's name lies, and the function's name or, below 0x10000, its ordinal.
constexpr DWORD kWineStub = 0x80000100;

/// Keeps what an exception record says; of a stub the places of both names, as address and target.
inline void recordFault(Invocation& invocation, const EXCEPTION_RECORD& record) {
  invocation.faultCode = record.ExceptionCode;
  invocation.faultAddress = reinterpret_cast<std::uintptr_t>(record.ExceptionAddress);
  invocation.faultAccess = 0;
  invocation.faultTarget = 0;
  const bool access = record.ExceptionCode == EXCEPTION_ACCESS_VIOLATION ||
                      record.ExceptionCode == EXCEPTION_IN_PAGE_ERROR ||
                      record.ExceptionCode == STATUS_GUARD_PAGE_VIOLATION;
  if (record.ExceptionCode == kWineStub && record.NumberParameters >= 2) {
    invocation.faultAddress = record.ExceptionInformation[0];
    invocation.faultTarget = record.ExceptionInformation[1];
  }
  if (access && record.NumberParameters >= 2) {
    invocation.faultAccess = static_cast<std::uint32_t>(record.ExceptionInformation[0]);
    invocation.faultTarget = record.ExceptionInformation[1];
  }
}

/// The flags of an exception record that comes in the second, unwinding round: EXCEPTION_UNWINDING, _EXIT_UNWIND,
/// _TARGET_UNWIND, _COLLIDED_UNWIND of ntdef.h.
constexpr DWORD kUnwindFlags = 0x66;

}  // namespace bascule
