/* Functions that take their time, or do not come back at all. */
#include <windows.h>

#include "export.h"

static volatile LONG going = 1;
static CRITICAL_SECTION held;

static DWORD WINAPI hold(LPVOID entered) {
  EnterCriticalSection(&held);
  SetEvent(entered);
  Sleep(INFINITE);
  return 0;
}

EXPORT int loop_for_ever(void) {
  int rounds = 0;
  while (going) ++rounds;
  return rounds;
}

EXPORT int wait_for_ever(void) {
  Sleep(INFINITE);
  return 1;
}

/* Another thread has the section and never gives it back. */
EXPORT int deadlock(void) {
  HANDLE entered = CreateEventW(NULL, TRUE, FALSE, NULL);
  InitializeCriticalSection(&held);
  CreateThread(NULL, 0, hold, entered, 0, NULL);
  WaitForSingleObject(entered, INFINITE);
  EnterCriticalSection(&held);
  return 1;
}

EXPORT int wait_milliseconds(int milliseconds) {
  Sleep((DWORD)milliseconds);
  return milliseconds;
}

typedef int (*step)(int);

EXPORT int call_step(step run, int value) { return run(value) + 1; }

/* Calls back again and again, and never returns while the step gives 0. */
EXPORT int call_steps(step run) {
  for (int i = 0; going; ++i) {
    if (run(i) != 0) return i;
    Sleep(5);
  }
  return -1;
}

/* Calls back, and then does not return. */
EXPORT int call_and_wait(step run, int value) {
  run(value);
  Sleep(INFINITE);
  return 1;
}

/* Writes over freed blocks, so that the heap meets wild pointers while it holds its lock. */
EXPORT int spoil_heap(void) {
  HANDLE heap = GetProcessHeap();
  for (int round = 0; round < 64; ++round) {
    size_t size = (size_t)64 << round % 10;
    char *block = HeapAlloc(heap, 0, size);
    void *guard = HeapAlloc(heap, 0, size);
    if (block == NULL || guard == NULL) return round;
    HeapFree(heap, 0, block);
    for (size_t i = 0; i < size; ++i) ((volatile char *)block)[i] = 0x41;
  }
  for (int round = 0; round < 640; ++round) HeapAlloc(heap, 0, (size_t)48 << round % 10);
  return -1;
}
