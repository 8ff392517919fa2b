#include "windows/standard_streams.h"

#include <fcntl.h>
#include <io.h>

namespace bascule {
namespace {

Handle takePrivately(DWORD which) {
  HANDLE taken = nullptr;
  DuplicateHandle(GetCurrentProcess(), GetStdHandle(which), GetCurrentProcess(), &taken, 0, FALSE,
                  DUPLICATE_SAME_ACCESS);
  return Handle(taken);
}

}  // namespace

ControlPipes takeStandardStreams() {
  ControlPipes pipes{takePrivately(STD_INPUT_HANDLE), takePrivately(STD_OUTPUT_HANDLE)};

  // msvcrt.dll has opened descriptors 0 and 1 on the pipes when it was loaded; _dup2 closes them there.
  const int nothing = _open("NUL", _O_RDONLY);
  _dup2(nothing, 0);
  _close(nothing);
  _dup2(2, 1);

  // Other C runtimes, which come with the DLLs, look at these when they are loaded.
  SetStdHandle(STD_INPUT_HANDLE, CreateFileW(L"NUL", GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                                             OPEN_EXISTING, 0, nullptr));
  SetStdHandle(STD_OUTPUT_HANDLE, GetStdHandle(STD_ERROR_HANDLE));
  return pipes;
}

}  // namespace bascule
