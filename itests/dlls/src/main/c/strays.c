/* Writes where it was not told to. */
#include <string.h>
#include <windows.h>

#include "export.h"

/* Fills the sixteen bytes of `p` with 1, 2, 3 …, then `count` bytes that begin `from` bytes after its start with `value`. */
EXPORT int stray(unsigned char *p, int from, int count, int value) {
  for (int i = 0; i < 16; i++) p[i] = (unsigned char)(i + 1);
  memset(p + from, value, (size_t)count);
  return count;
}

EXPORT int stray_beside(unsigned char *p, int from, int count, int value, unsigned char *q) {
  (void)q;
  return stray(p, from, count, value);
}

/* Keeps a pointer that it was lent. */
static unsigned char *kept;

EXPORT void keep_memory(int unused, unsigned char *p) {
  (void)unused;
  kept = p;
}

EXPORT void write_kept(int at, int value) { kept[at] = (unsigned char)value; }

EXPORT int read_kept(int at) { return kept[at]; }

/* A thread that goes on writing into what it was lent, and whose faults end nothing but itself. */
static volatile LONG stop, writes, faults;
static HANDLE writer;
static DWORD writer_id;
static unsigned char *target;
static int target_size;

static LONG CALLBACK end_writer(EXCEPTION_POINTERS *exception) {
  (void)exception;
  if (GetCurrentThreadId() != writer_id) return EXCEPTION_CONTINUE_SEARCH;
  InterlockedIncrement(&faults);
  ExitThread(0);
}

static DWORD WINAPI write_late(void *unused) {
  (void)unused;
  for (unsigned char value = 0; !stop; value++) {
    memset(target, value, (size_t)target_size);
    InterlockedIncrement(&writes);
    if ((value & 15) == 0) SwitchToThread();
  }
  return 0;
}

EXPORT int start_late(unsigned char *p, int size) {
  AddVectoredExceptionHandler(1, end_writer);
  target = p;
  target_size = size;
  stop = writes = faults = 0;
  writer = CreateThread(NULL, 0, write_late, NULL, CREATE_SUSPENDED, &writer_id);
  if (writer == NULL) return 0;
  ResumeThread(writer);
  return 1;
}

/* How often it has written; the faults that it ended with are added as millions. */
EXPORT int stop_late(void) {
  stop = 1;
  WaitForSingleObject(writer, INFINITE);
  CloseHandle(writer);
  return (int)(writes % 1000000 + 1000000 * faults);
}

EXPORT int late_writes(void) { return (int)writes; }

EXPORT int late_faults(void) { return (int)faults; }

/* Adds up, and leaves its arguments alone. */
EXPORT int sum_bytes(const unsigned char *p, int count) {
  int sum = 0;
  for (int i = 0; i < count; i++) sum += p[i];
  return sum;
}
