// The functions that call back. Exported by name, with C linkage.

#include <immintrin.h>
#include <windows.h>

#include <cstdint>
#include <stdexcept>
#include <utility>

#define EXPORTED extern "C" __declspec(dllexport)

namespace {

using Plain = int (*)(int);

/// Nine arguments, of which one has a type of its own: 1000.5 as that type, the others their position and one.
template <class T, std::size_t kPosition, std::size_t... kIndex>
std::uint64_t callNineAt(void* callback, std::index_sequence<kIndex...>) {
  using Function = std::uint64_t (*)(std::conditional_t<kIndex == kPosition, T, int>...);
  return reinterpret_cast<Function>(callback)(
      static_cast<std::conditional_t<kIndex == kPosition, T, int>>(kIndex == kPosition ? 1000.5 : kIndex + 1.0)...);
}

template <class T, std::size_t... kPosition>
std::uint64_t callNine(void* callback, std::size_t position, std::index_sequence<kPosition...> nine) {
  std::uint64_t result = 0;
  (void)((kPosition == position && (result = callNineAt<T, kPosition>(callback, nine), true)) || ...);
  return result;
}

}  // namespace

/// Types 0 to 3: int, long long, float, double.
EXPORTED std::uint64_t call_nine(void* callback, int type, std::size_t position) {
  const std::make_index_sequence<9> nine;
  switch (type) {
    case 0: return callNine<int>(callback, position, nine);
    case 1: return callNine<long long>(callback, position, nine);
    case 2: return callNine<float>(callback, position, nine);
    default: return callNine<double>(callback, position, nine);
  }
}

EXPORTED double call_mixed(double (*callback)(double, int, float, long long, double, float, int, double)) {
  return callback(1.5, -2, 3.5F, 1LL << 40, 5.5, 6.5F, -7, 8.5);
}

EXPORTED float call_for_float(float (*callback)(float), float value) { return callback(value) + 1; }
EXPORTED double call_for_double(double (*callback)(double), double value) { return callback(value) + 1; }

struct Large {
  std::int64_t first;
  std::int64_t second;
  double third;
};

EXPORTED double call_for_large(Large (*callback)(int)) {
  const Large large = callback(5);
  return static_cast<double>(large.first) + static_cast<double>(large.second) + large.third;
}

EXPORTED int call_and_add_one(Plain callback, int value) { return callback(value) + 1; }

EXPORTED unsigned call_with_last_error(Plain callback, unsigned value) {
  SetLastError(value);
  callback(0);
  return GetLastError();
}

/// 1 if MXCSR and the x87 control word, made unusual, are found so after the upcall.
EXPORTED int keeps_cpu_state(Plain callback) {
  const unsigned short unusual = 0x0C7F;
  unsigned short before = 0;
  unsigned short control = 0;
  const unsigned mxcsr = _mm_getcsr();
  __asm__ volatile("fnstcw %0; fldcw %1" : "=m"(before) : "m"(unusual));
  _mm_setcsr(mxcsr | 0x6000);
  callback(0);
  const bool kept = (_mm_getcsr() & 0xE000) == 0x6000;
  __asm__ volatile("fnstcw %0; fldcw %1" : "=m"(control) : "m"(before));
  _mm_setcsr(mxcsr);
  return kept && control == unusual;
}

/// Throws and catches on both sides of an upcall, and over one that has come and gone.
EXPORTED int catch_around(Plain callback, int value) {
  int caught = 0;
  try {
    caught += callback(value);
    throw std::runtime_error("after");
  } catch (const std::runtime_error&) {
    caught += callback(value + 1);
  }
  return caught;
}

/// Leaves sixteen registers' worth of values alive over the upcall.
EXPORTED double keeps_registers(Plain callback, double seed) {
  double values[24];
  for (int i = 0; i < 24; ++i) {
    values[i] = seed * (i + 1);
  }
  const int added = callback(1) + callback(2);
  double sum = added;
  for (double value : values) {
    sum += value;
  }
  return sum;
}

EXPORTED std::uint64_t stack_misalignment_in(std::uint64_t (*callback)(int)) { return callback(0); }

template <int kFrame>
__attribute__((noinline)) int recurse(Plain callback, int depth) {
  volatile char frame[kFrame];
  frame[0] = 1;
  return depth == 0 ? callback(0) : recurse<kFrame>(callback, depth - 1) + frame[0];
}

/// Takes 4 KiB of the stack for each depth, then calls back.
EXPORTED int call_from_depth(Plain callback, int depth) { return recurse<4096>(callback, depth); }

struct Work {
  Plain callback;
  int first;
  int count;
  int how;
  volatile LONG* result;
};

DWORD WINAPI work(void* argument) {
  const Work work = *static_cast<Work*>(argument);
  delete static_cast<Work*>(argument);
  LONG sum = 0;
  for (int i = 0; i < work.count; ++i) {
    sum += work.callback(work.first + i);
  }
  InterlockedExchange(work.result, sum);
  if (work.how == 1) {
    ExitThread(7);
  }
  if (work.how == 2) {
    Sleep(INFINITE);
  }
  return 0;
}

/// Starts threads that call back `count` times each and store the sum; they end by 0 returning, 1 ExitThread, 2 not at
/// all. Returns a handle of the last one.
EXPORTED HANDLE start_threads(Plain callback, int threads, int count, int how, LONG* results) {
  HANDLE last = nullptr;
  for (int i = 0; i < threads; ++i) {
    if (last != nullptr) {
      CloseHandle(last);
    }
    last = CreateThread(nullptr, 0, work, new Work{callback, i * 1000, count, how, results + i}, 0, nullptr);
  }
  return last;
}

EXPORTED int terminate(HANDLE thread) { return TerminateThread(thread, 9) && CloseHandle(thread); }

EXPORTED unsigned handle_count() {
  DWORD count = 0;
  GetProcessHandleCount(GetCurrentProcess(), &count);
  return count;
}

namespace {

Plain whenAttached = nullptr;
Plain whenUnloaded = nullptr;

}  // namespace

/// From now on every new thread calls back from DllMain, holding the loader lock.
EXPORTED void call_when_attached(Plain callback) { whenAttached = callback; }

/// Calls back from DllMain when the DLL is unloaded, with 4321 for a last error.
EXPORTED void call_when_unloaded(Plain callback) { whenUnloaded = callback; }

BOOL WINAPI DllMain(HINSTANCE, DWORD reason, void*) {
  if (reason == DLL_PROCESS_DETACH && whenUnloaded != nullptr) {
    SetLastError(4321);
    whenUnloaded(2);
  }
  if (reason == DLL_THREAD_ATTACH && whenAttached != nullptr) {
    whenAttached(1);
  }
  return TRUE;
}
