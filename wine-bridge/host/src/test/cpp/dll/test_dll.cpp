// The functions that the host's tests call. Exported by name, with C linkage.

#include <immintrin.h>
#include <windows.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#define EXPORTED extern "C" __declspec(dllexport)

EXPORTED int add(int a, int b) { return a + b; }

EXPORTED double mixed(int a, double b, float c, long long d, double e, int f, float g) {
  return a + 10 * b + 100 * static_cast<double>(c) + 1000 * static_cast<double>(d) + 10000 * e + 100000 * f +
         1000000 * static_cast<double>(g);
}

EXPORTED std::uint64_t sum_of_ten(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d, std::uint64_t e,
                                  std::uint64_t f, std::uint64_t g, std::uint64_t h, std::uint64_t i, std::uint64_t j) {
  return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i + 10 * j;
}

EXPORTED float half(float value) { return value / 2; }

EXPORTED int divide(int a, int b) {
  volatile int divisor = b;
  return a / divisor;
}

EXPORTED int read_at(const volatile int* address) { return *address; }
EXPORTED void write_at(volatile int* address, int value) { *address = value; }

template <int kFrame>
__attribute__((noinline)) int recurse(int depth) {
  volatile char frame[kFrame];
  frame[0] = static_cast<char>(depth);
  return depth < 0 ? 0 : recurse<kFrame>(depth + 1) + frame[0];
}

EXPORTED int overflow_stack(int depth) { return recurse<4096>(depth); }
EXPORTED int overflow_stack_in_small_steps(int depth) { return recurse<16>(depth); }
EXPORTED int overflow_stack_in_large_steps(int depth) { return recurse<100000>(depth); }

/// A function of kernel32's that no Wine has code for, with our own frame between it and the host's.
EXPORTED int call_stub() {
  void* address = reinterpret_cast<void*>(GetProcAddress(GetModuleHandleA("kernel32"), "BaseCheckAppcompatCache"));
  const auto stub = reinterpret_cast<int (*)()>(address);
  return stub == nullptr ? 0 : stub() + 1;
}

EXPORTED void raise_code(unsigned code) { RaiseException(code, 0, 0, nullptr); }

EXPORTED void throw_out() { throw std::runtime_error("nobody catches this"); }

EXPORTED int catch_own(int value) {
  try {
    if (value > 0) {
      throw value;
    }
  } catch (int caught) {
    return caught + 1;
  }
  return 0;
}

EXPORTED unsigned exchange_last_error(unsigned value) {
  const DWORD before = GetLastError();
  SetLastError(value);
  return before;
}

/// Leaves rounding towards zero, flush to zero, single precision on the x87 and a set direction flag behind.
EXPORTED void spoil_cpu_state() {
  _mm_setcsr(_mm_getcsr() | 0xE000);
  const unsigned short control = 0x0C7F;
  __asm__ volatile("fldcw %0; std" : : "m"(control));
}

/// MXCSR in the low half, the x87 control word above it, bit 63 the direction flag.
EXPORTED std::uint64_t cpu_state() {
  unsigned short control = 0;
  __asm__ volatile("fnstcw %0" : "=m"(control));
  std::uint64_t flags = 0;
  __asm__ volatile("pushfq; popq %0" : "=r"(flags));
  const std::uint64_t direction = (flags >> 10) & 1;
  return (_mm_getcsr() & 0xFFC0U) | std::uint64_t{control} << 32 | direction << 63;
}

/// 0 if the stack is aligned as the ABI wants it.
EXPORTED std::uint64_t stack_misalignment() {
  return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)) % 16;
}

EXPORTED void print_out(const char* text) {
  std::puts(text);
  std::fflush(stdout);
  DWORD written = 0;
  WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), "raw\n", 4, &written, nullptr);
}

EXPORTED int read_input() { return std::getchar(); }

EXPORTED unsigned thread_id() { return GetCurrentThreadId(); }

EXPORTED void* load_by_name(const char* name) { return reinterpret_cast<void*>(LoadLibraryA(name)); }

EXPORTED void end_process(int status) { std::exit(status); }
EXPORTED void end_thread() { ExitThread(0); }
EXPORTED void abort_process() { std::abort(); }

/// Dies in a thread that is no lane's, after it has taken the process's exception filter away if it is told so.
EXPORTED void crash_elsewhere(int withoutFilter) {
  if (withoutFilter != 0) {
    SetUnhandledExceptionFilter(nullptr);
  }
  const auto crash = [](void*) -> DWORD {
    volatile int* volatile nothing = nullptr;
    *nothing = 1;
    return 0;
  };
  WaitForSingleObject(CreateThread(nullptr, 0, crash, nullptr, 0, nullptr), INFINITE);
}

EXPORTED void spin_for(unsigned milliseconds) {
  const DWORD start = GetTickCount();
  while (GetTickCount() - start < milliseconds) {
    _mm_pause();
  }
}

EXPORTED void sleep_for(unsigned milliseconds) { Sleep(milliseconds); }

/// Stays on the stack while it sleeps; the one above jumps.
EXPORTED unsigned sleep_and_return(unsigned milliseconds) {
  Sleep(milliseconds);
  return milliseconds;
}

/// Answers `count` bare turns: a word to wait for at offset 0, a word to answer with at 64.
EXPORTED void echo_turns(std::uint8_t* turns, std::uint64_t count) {
  auto* there = reinterpret_cast<std::uint32_t*>(turns);
  auto* back = reinterpret_cast<std::uint32_t*>(turns + 64);
  std::uint32_t seen = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    while (__atomic_load_n(there, __ATOMIC_ACQUIRE) == seen) {
      _mm_pause();
    }
    ++seen;
    __atomic_exchange_n(back, seen, __ATOMIC_SEQ_CST);
  }
}

EXPORTED int call_many(int (*callback)(int), int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) {
    sum += callback(i);
  }
  return sum;
}

EXPORTED int answer_of_ordinal_seven() { return 77; }
