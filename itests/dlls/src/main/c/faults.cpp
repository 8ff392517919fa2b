// Everything that a DLL can do to its process. None of it may hurt the caller.
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include <windows.h>

#define EXPORT extern "C" __declspec(dllexport)

namespace {

// volatile: the compiler must neither see the fault coming nor remove it.
int *volatile nowhere = nullptr;
volatile int zero = 0;

int descend(volatile char *above) {
  volatile char frame[4096];
  if (zero == 1) return 0;
  frame[0] = above[0];
  frame[4095] = static_cast<char>(descend(frame) + 1);
  return frame[4095];
}

}  // namespace

EXPORT void null_write() { *nowhere = 1; }
EXPORT int null_read() { return *nowhere; }
EXPORT int read_at(const int *address) { return *address; }
EXPORT int divide_by_zero(int a) { return a / zero; }
EXPORT void illegal_instruction() { __asm__ volatile("ud2"); }
EXPORT void breakpoint() { __asm__ volatile("int3"); }

EXPORT int stack_overflow() {
  volatile char start = 0;
  return descend(&start);
}

EXPORT void jump_to_null() {
  void (*volatile target)() = nullptr;
  target();
}

EXPORT void raise_exception(unsigned code) { RaiseException(code, 0, 0, nullptr); }
EXPORT void throw_uncaught() { throw std::runtime_error("nobody catches this"); }
EXPORT void exit_process(unsigned status) { ExitProcess(status); }
EXPORT void exit_runtime(int status) { std::exit(status); }
EXPORT void terminate_process(unsigned status) { TerminateProcess(GetCurrentProcess(), status); }
EXPORT void call_abort() { std::abort(); }
EXPORT void exit_thread(unsigned status) { ExitThread(status); }

EXPORT int sleep_for(unsigned milliseconds) {
  Sleep(milliseconds);
  return static_cast<int>(milliseconds);
}

EXPORT void loop_forever() {
  while (zero == 0) {
  }
}

// The DLL's own business: nobody outside may notice.
EXPORT int catches_own_exception(int value) {
  try {
    if (value > 0) throw std::runtime_error("caught a line below");
    return 0;
  } catch (const std::runtime_error &) {
    return value;
  }
}

namespace {

LONG CALLBACK repair(EXCEPTION_POINTERS *exception) {
  if (exception->ExceptionRecord->ExceptionCode != 0xE0000001u) return EXCEPTION_CONTINUE_SEARCH;
  return EXCEPTION_CONTINUE_EXECUTION;
}

}  // namespace

// Handled by the DLL's own vectored handler, which says that all is well.
EXPORT int handles_own_exception(int value) {
  void *handler = AddVectoredExceptionHandler(0, repair);
  RaiseException(0xE0000001u, 0, 0, nullptr);
  RemoveVectoredExceptionHandler(handler);
  return value;
}

// Leaves the floating point environment and the direction flag changed, as careless code does.
EXPORT void spoil_environment() {
  unsigned mxcsr = 0x1F80u | 0x6000u | 0x8040u;  // round to zero, flush to zero, denormals are zero
  unsigned short control = 0x0C7F;               // single precision, round to zero
  __asm__ volatile("ldmxcsr %0\n\tfldcw %1\n\tstd" : : "m"(mxcsr), "m"(control));
}

EXPORT unsigned read_mxcsr() {
  unsigned mxcsr;
  __asm__ volatile("stmxcsr %0" : "=m"(mxcsr));
  return mxcsr;
}
