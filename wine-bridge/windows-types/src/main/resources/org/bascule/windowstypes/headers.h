/* What castxml reads. Tests compile the declarations against the same headers. */

/* time_t of 8 bytes on x86 too, as Microsoft's compilers have it. */
#define __MINGW_USE_VC2005_COMPAT 1
#include <winsock2.h>
#include <windows.h>
#include <ole2.h>
#include <oleauto.h>
#include <winternl.h>
#include <wctype.h>

/* Macros in C, whose expansions castxml does not show. */
#undef REFGUID
#undef REFIID
#undef REFCLSID
#undef REFFMTID
typedef const GUID *REFGUID;
typedef const IID *REFIID;
typedef const CLSID *REFCLSID;
typedef const FMTID *REFFMTID;
