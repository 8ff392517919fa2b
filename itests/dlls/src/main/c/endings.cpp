// What can end a call, a thread or a process, by name and in each place: in the call, or on a thread of the DLL's own.
#include <cassert>
#include <csetjmp>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <stdexcept>

#include <windows.h>

#define EXPORT extern "C" __declspec(dllexport)

namespace {

int *volatile nowhere = nullptr;
volatile int zero = 0;

int descend(volatile char *above) {
  volatile char frame[4096];
  if (zero == 1) return 0;
  frame[0] = above[0];
  frame[4095] = static_cast<char>(descend(frame) + 1);
  return frame[4095];
}

void read() { zero = *nowhere; }
void write() { *nowhere = 1; }
void execute() { reinterpret_cast<void (*)()>(0x10)(); }
void divide() { zero = zero / zero; }
void illegal() { __asm__ volatile("ud2"); }
void overflow() {
  volatile char start = 0;
  descend(&start);
}
void own() { RaiseException(0xE0001234, 0, 0, nullptr); }

struct Plain {};
struct Lost : Plain, std::out_of_range {
  using std::out_of_range::out_of_range;
};

void throwStandard() { throw std::runtime_error("the tank is empty"); }
void throwDerived() { throw Lost("row 7 of 5"); }
void throwNumber() { throw 42; }
void throwBad() {
  // An object that what() cannot be asked of.
  struct Bad : std::exception {
    const char *what() const noexcept override { return reinterpret_cast<const char *>(*nowhere); }
  };
  throw Bad();
}

// What Microsoft's compiler lays out for `throw std::runtime_error("…")`.
struct Standard {
  virtual void destroy() {}
  virtual const char *what() { return "made by the other compiler"; }
};
struct Type {
  const void *vtable;
  void *spare;
  char name[40];
};
struct Catchable {
  std::uint32_t properties, type;
  std::int32_t member, table, inTable, size;
  std::uint32_t copy;
};
struct Catchables {
  std::int32_t count;
  std::uint32_t types[2];
};
struct Info {
  std::uint32_t attributes, unwind, compatibility, types;
};
struct Made {
  Type types[2];
  Catchable catchables[2];
  Catchables all;
  Info info;
} made = {{{nullptr, nullptr, ".?AVruntime_error@std@@"}, {nullptr, nullptr, ".?AVexception@std@@"}}, {}, {}, {}};

#ifdef _WIN64
const ULONG_PTR base = reinterpret_cast<ULONG_PTR>(&made);
#else
const ULONG_PTR base = 0;
#endif

std::uint32_t place(const void *of) { return static_cast<std::uint32_t>(reinterpret_cast<ULONG_PTR>(of) - base); }

void throwMicrosoft() {
  static Standard object;
  made.all.count = 2;
  for (int i = 0; i < 2; i++) {
    made.catchables[i] = {0, place(&made.types[i]), 0, -1, 0, sizeof object, 0};
    made.all.types[i] = place(&made.catchables[i]);
  }
  made.info.types = place(&made.all);
  const ULONG_PTR given[] = {0x19930520, reinterpret_cast<ULONG_PTR>(&object), reinterpret_cast<ULONG_PTR>(&made.info),
                             base};
  RaiseException(0xE06D7363, EXCEPTION_NONCONTINUABLE, sizeof(void *) == 8 ? 4 : 3, given);
}

void endAbort() { std::abort(); }
void endAssert() { assert(zero == 1); }
void endExit() { std::exit(42); }
void endExitProcess() { ExitProcess(148); }
void endTerminate() { TerminateProcess(GetCurrentProcess(), 0xC0000374); }
void endFailFast() { RaiseFailFastException(nullptr, nullptr, 0); }
void endFast() { __asm__ volatile("int $0x29" : : "c"(2)); }
void endThread() { ExitThread(7); }

__attribute__((noinline)) void smash() {
  volatile std::uintptr_t local[4];
  // Over the return address and what lies above, as a text that is too long does.
  volatile std::uintptr_t *volatile at = local;
  for (int i = 0; i < 16; i++) at[i] = static_cast<std::uintptr_t>(0x4141414141414141ull);
}

void closeHandles() {
  for (std::uintptr_t handle = 4; handle < 0x1000; handle += 4) CloseHandle(reinterpret_cast<HANDLE>(handle));
}

void exhaust() {
  static const char *volatile kept[1];
  for (;;) *kept = new char[std::size_t{1} << (sizeof(void *) == 8 ? 62 : 30)];
}

DWORD WINAPI nap(void *) {
  Sleep(50);
  return 0;
}

void manyThreads() {
  for (int i = 0; i < 500; i++) CloseHandle(CreateThread(nullptr, 65536, nap, nullptr, 0, nullptr));
}

const struct {
  const char *name;
  void (*run)();
} kEndings[] = {
    {"read", read},
    {"write", write},
    {"execute", execute},
    {"divide", divide},
    {"illegal", illegal},
    {"overflow", overflow},
    {"own", own},
    {"throw", throwStandard},
    {"throw derived", throwDerived},
    {"throw number", throwNumber},
    {"throw bad", throwBad},
    {"throw microsoft", throwMicrosoft},
    {"abort", endAbort},
    {"assert", endAssert},
    {"exit", endExit},
    {"ExitProcess", endExitProcess},
    {"TerminateProcess", endTerminate},
    {"fail-fast exception", endFailFast},
    {"fast fail", endFast},
    {"ExitThread", endThread},
    {"smash", smash},
    {"close handles", closeHandles},
    {"exhaust", exhaust},
    {"500 threads", manyThreads},
};

DWORD WINAPI runByName(void *name) {
  for (const auto &ending : kEndings) {
    if (std::strcmp(ending.name, static_cast<const char *>(name)) == 0) ending.run();
  }
  return 0;
}

}  // namespace

EXPORT int end_here(const char *name) {
  runByName(const_cast<char *>(name));
  return 1;
}

EXPORT int end_elsewhere(const char *name) {
  HANDLE thread = CreateThread(nullptr, 0, runByName, const_cast<char *>(name), 0, nullptr);
  WaitForSingleObject(thread, INFINITE);
  CloseHandle(thread);
  return 1;
}

EXPORT int call_back(int (*callback)(int)) { return callback(1); }

// A jump from a call inside the callback to the call around it, over everything between.
static jmp_buf around;

EXPORT int call_back_to_jump(int (*callback)(int)) {
  if (setjmp(around) != 0) return 2;
  return callback(1);
}

EXPORT void jump_out(void) { longjmp(around, 1); }
