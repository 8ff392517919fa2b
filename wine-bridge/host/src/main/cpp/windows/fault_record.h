#pragma once

#include <windows.h>

#include "windows/invocation.h"

namespace bascule {

/// What Wine raises in a function that it exports without having code for it (include/wine/exception.h). It says where
/// the DLL's name lies, and the function's name or, below 0x10000, its ordinal.
constexpr DWORD kWineStub = 0x80000100;

/// What Microsoft's and mingw's delay-load helpers raise for a DLL or a function that is not there. It says where their
/// DelayLoadInfo lies.
constexpr DWORD kDelayedModuleMissing = 0xC06D007E;
constexpr DWORD kDelayedFunctionMissing = 0xC06D007F;

/// Keeps what an exception record says; of a function that is not there the places of both names, as address and target;
/// of a C++ exception the length and the place of the text about it, as access and target.
void recordFault(Invocation& invocation, const EXCEPTION_RECORD& record);

/// The flags of an exception record that comes in the second, unwinding round: EXCEPTION_UNWINDING, _EXIT_UNWIND,
/// _TARGET_UNWIND, _COLLIDED_UNWIND of ntdef.h.
constexpr DWORD kUnwindFlags = 0x66;

}  // namespace bascule
