/* Callbacks from threads that this DLL makes itself. */
#include <stdlib.h>
#include <windows.h>

#include "export.h"

typedef int (*fired)(int thread, int index, unsigned windows_thread);

typedef struct {
  HANDLE gate;
  fired fire;
  int thread;
  int count;
  int64_t sum;
} firing;

EXPORT unsigned current_thread(void) { return GetCurrentThreadId(); }

static DWORD WINAPI fire_all(void *argument) {
  firing *work = argument;
  WaitForSingleObject(work->gate, INFINITE);
  for (int i = 0; i < work->count; ++i) work->sum += work->fire(work->thread, i, GetCurrentThreadId());
  return 0;
}

/* All at once; the sum of what came back, once all have ended. */
EXPORT int64_t fire_threads(int threads, int count, fired fire) {
  HANDLE started[64];
  firing work[64];
  HANDLE gate = CreateEventW(NULL, TRUE, FALSE, NULL);
  int64_t sum = 0;
  if (threads > 64) return -1;
  for (int i = 0; i < threads; ++i) {
    work[i] = (firing){gate, fire, i, count, 0};
    started[i] = CreateThread(NULL, 0, fire_all, &work[i], 0, NULL);
  }
  SetEvent(gate);
  for (int i = 0; i < threads; ++i) {
    WaitForSingleObject(started[i], INFINITE);
    CloseHandle(started[i]);
    sum += work[i].sum;
  }
  CloseHandle(gate);
  return sum;
}

typedef struct {
  volatile LONG told;   /* set by the caller, in memory that both see */
  volatile LONG result; /* of the callback */
  volatile LONG ended;
} signal_block;

typedef struct {
  signal_block *block;
  int (*call)(int value);
  int value;
} later;

static DWORD WINAPI call_later(void *argument) {
  later work = *(later *)argument;
  free(argument);
  while (!work.block->told) Sleep(1);
  work.block->result = work.call(work.value);
  work.block->ended = 1;
  return 0;
}

/* Returns at once; the callback comes when the caller says so, without a call. */
EXPORT int call_when_told(signal_block *block, int (*call)(int value), int value) {
  later *work = malloc(sizeof *work);
  if (!work) return 0;
  *work = (later){block, call, value};
  HANDLE thread = CreateThread(NULL, 0, call_later, work, 0, NULL);
  if (!thread) return 0;
  CloseHandle(thread);
  return 1;
}

static DWORD WINAPI call_and_exit(void *argument) {
  ((int (*)(int))argument)((int)GetCurrentThreadId());
  ExitThread(7);
}

/* A thread that makes one callback and ends; its exit code. */
EXPORT unsigned call_once_on_thread(int (*call)(int value)) {
  DWORD code = 0;
  HANDLE thread = CreateThread(NULL, 0, call_and_exit, (void *)call, 0, NULL);
  WaitForSingleObject(thread, INFINITE);
  GetExitCodeThread(thread, &code);
  CloseHandle(thread);
  return code;
}

/* What the callback leaves of the last error that was set before it. */
EXPORT unsigned last_error_around(unsigned before, int (*call)(int value)) {
  SetLastError(before);
  call(1);
  return GetLastError();
}
