/* What only Windows has: the last error of a thread, thread identities, and standard output of a DLL. */
#include <stdio.h>
#include <windows.h>

#include "export.h"

EXPORT int fail_with(unsigned code) {
  SetLastError(code);
  return 0;
}

/* Leaves the last error alone. */
EXPORT unsigned last_error(void) { return GetLastError(); }

EXPORT unsigned thread_id(void) { return GetCurrentThreadId(); }

/* How often the calling thread has called this. */
EXPORT int count_on_thread(void) {
  static _Thread_local int count;
  return ++count;
}

EXPORT int print_line(const char *line) {
  int written = printf("%s\n", line);
  fflush(stdout);
  return written;
}

EXPORT int print_error_line(const char *line) {
  int written = fprintf(stderr, "%s\n", line);
  fflush(stderr);
  return written;
}

/* Writes past the C runtime, to the standard handle itself. */
EXPORT int print_raw(const char *bytes, int length) {
  DWORD written = 0;
  WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), bytes, (DWORD)length, &written, NULL);
  return (int)written;
}

/* The bytes that stdin holds; a DLL must not reach what belongs to its host. */
EXPORT int read_stdin(void) {
  char byte;
  DWORD got = 0;
  if (!ReadFile(GetStdHandle(STD_INPUT_HANDLE), &byte, 1, &got, NULL)) return -1;
  return (int)got;
}

/* Answers `count` turns of a C program on Linux through memory that both see: it writes a word at offset 0, which is
   answered at offset 64. Nothing but this is between two processes that spin. */
EXPORT void echo_turns(uint8_t *turns, uint64_t count) {
  const uint32_t *there = (const uint32_t *)(const void *)turns;
  uint32_t *back = (uint32_t *)(void *)(turns + 64);
  uint32_t seen = 0;
  for (uint64_t i = 0; i < count; ++i) {
    while (__atomic_load_n(there, __ATOMIC_ACQUIRE) == seen) __builtin_ia32_pause();
    ++seen;
    __atomic_exchange_n(back, seen, __ATOMIC_SEQ_CST);
  }
}

/* Fills what it was given as soon as its first word is 1, and then makes that word 2; on a thread of its own. */
typedef struct {
  int32_t *words;
  int count;
} late_work;

static DWORD WINAPI fill_late(void *parameter) {
  late_work work = *(late_work *)parameter;
  HeapFree(GetProcessHeap(), 0, parameter);
  while (__atomic_load_n(work.words, __ATOMIC_ACQUIRE) != 1) Sleep(1);
  for (int i = 1; i < work.count; ++i) work.words[i] = i * i;
  __atomic_store_n(work.words, 2, __ATOMIC_RELEASE);
  return 0;
}

EXPORT int fill_when_told(int32_t *words, int count) {
  late_work *work = HeapAlloc(GetProcessHeap(), 0, sizeof *work);
  if (!work) return 0;
  *work = (late_work){words, count};
  HANDLE thread = CreateThread(NULL, 0, fill_late, work, 0, NULL);
  if (!thread) return 0;
  CloseHandle(thread);
  return 1;
}
