/* Functions that keep what they were given, and fill it later. The same on Linux and Windows. */
#include <stdlib.h>

#include "export.h"

#ifdef _WIN32
#include <windows.h>
typedef HANDLE thread;
#define THREAD_BODY(name) static DWORD WINAPI name(void *argument)
#define THREAD_END 0
static int begin_thread(thread *t, LPTHREAD_START_ROUTINE body, void *argument) {
  *t = CreateThread(NULL, 0, body, argument, 0, NULL);
  return *t != NULL;
}
static void end_thread(thread t) {
  WaitForSingleObject(t, INFINITE);
  CloseHandle(t);
}
#else
#include <pthread.h>
typedef pthread_t thread;
#define THREAD_BODY(name) static void *name(void *argument)
#define THREAD_END NULL
static int begin_thread(thread *t, void *(*body)(void *), void *argument) {
  return pthread_create(t, NULL, body, argument) == 0;
}
static void end_thread(thread t) { pthread_join(t, NULL); }
#endif

/* As libraries for Fourier transforms do: buffers are named once, and used by each run. */
typedef struct {
  const double *in;
  double *out;
  double *work;
  int count;
} plan;

EXPORT plan *plan_sums(const double *in, double *out, double *work, int count) {
  plan *p = malloc(sizeof *p);
  if (p) *p = (plan){in, out, work, count};
  return p;
}

EXPORT void execute(const plan *p) {
  double sum = 0;
  for (int i = 0; i < p->count; ++i) p->work[i] = p->in[i] * p->in[i];
  for (int i = 0; i < p->count; ++i) p->out[i] = sum += p->work[i];
}

EXPORT void destroy(plan *p) { free(p); }

/* A stream that remembers its place in the caller's buffers, and in a state of its own. */
typedef struct {
  const uint8_t *next_in;
  uint32_t avail_in;
  uint8_t *next_out;
  uint32_t avail_out;
  uint64_t total;
  void *state;
} stream;

EXPORT int stream_begin(stream *s, uint8_t seed) {
  uint8_t *state = malloc(1);
  if (!state) return -1;
  *state = seed;
  s->state = state;
  s->total = 0;
  return 0;
}

/* 1 when all that came in has gone out. */
EXPORT int stream_step(stream *s) {
  uint8_t *last = s->state;
  for (; s->avail_in && s->avail_out; --s->avail_in, --s->avail_out, ++s->total) {
    *s->next_out++ = *last ^= *s->next_in++;
  }
  return s->avail_in == 0;
}

EXPORT void stream_end(stream *s) {
  free(s->state);
  s->state = NULL;
}

/* A list in the caller's memory, of words in the caller's text. */
typedef struct word {
  char *text;
  struct word *next;
} word;

EXPORT word *split(char *text, word *words, int room) {
  word *last = NULL;
  int count = 0;
  while (*text && count < room) {
    words[count] = (word){text, NULL};
    if (last) last->next = &words[count];
    last = &words[count++];
    while (*text && *text != ' ') ++text;
    if (*text) *text++ = 0;
  }
  return count ? words : NULL;
}

EXPORT int count_words(const word *first) {
  int count = 0;
  for (; first; first = first->next) ++count;
  return count;
}

static int twice(int value) { return 2 * value; }
static int less_one(int value) { return value - 1; }

/* Addresses of functions, in memory that the caller takes for bytes. */
EXPORT void fill_table(void **table) {
  table[0] = (void *)twice;
  table[1] = (void *)less_one;
}

/* A read that goes on when the call has returned. */
typedef struct request {
  uint8_t *into;
  int32_t count;
  int32_t outcome;
  void (*finished)(struct request *r, int count);
} request;

static thread reader;

THREAD_BODY(read_later) {
  request *r = argument;
  for (int i = 0; i < r->count; ++i) r->into[i] = (uint8_t)(i * i);
  r->outcome = r->count;
  if (r->finished) r->finished(r, r->count);
  return THREAD_END;
}

EXPORT int begin_reading(request *r) {
  r->outcome = -1;
  return begin_thread(&reader, read_later, r);
}

EXPORT void end_reading(void) { end_thread(reader); }

/* A listener that is kept, and called from elsewhere. */
typedef struct {
  int (*listener)(void *user, int event);
  void *user;
  int result;
} subscription;

static subscription kept;

EXPORT void subscribe(int (*listener)(void *user, int event), void *user) {
  kept = (subscription){listener, user, 0};
}

THREAD_BODY(tell) {
  int count = *(int *)argument;
  for (int i = 0; i < count; ++i) kept.result += kept.listener(kept.user, i);
  return THREAD_END;
}

EXPORT int tell_elsewhere(int count) {
  thread teller;
  kept.result = 0;
  if (!begin_thread(&teller, tell, &count)) return -1;
  end_thread(teller);
  return kept.result;
}
