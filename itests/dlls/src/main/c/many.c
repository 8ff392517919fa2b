/* Functions that are called many times at once, and functions whose results others take. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "export.h"

/* Each parameter weighs something else, so that none can stand for another. */
EXPORT double weigh(int8_t a, uint8_t b, int16_t c, uint16_t d, int32_t e, uint32_t f, int64_t g, float h, double i) {
  return a + 2.0 * b + 3.0 * c + 5.0 * d + 7.0 * e + 11.0 * f + 13.0 * (double)g + 17.0 * (double)h + 19.0 * i;
}

EXPORT int8_t negate8(int8_t a) { return (int8_t)-a; }
EXPORT uint16_t next16(uint16_t a) { return (uint16_t)(a + 1); }
EXPORT uint32_t next32(uint32_t a) { return a + 1; }
EXPORT int64_t negate64(int64_t a) { return -a; }
EXPORT float halve(float a) { return a / 2; }
EXPORT bool is_odd(int a) { return a % 2 != 0; }

/* The processor traps where b is 0. */
EXPORT int quotient(int a, int b) { return a / b; }

static int sum;

EXPORT void add_up(int a) { sum += a; }
EXPORT int added_up(void) { return sum; }

EXPORT int fail_with(int code) {
  SetLastError((DWORD)code);
  return code;
}

typedef int (*step)(int value);

EXPORT int through(step function, int value) { return function(value); }

EXPORT int *next_number(int *number) { return number + 1; }

/* A counter that is handed from one function to the next. */
typedef struct {
  int value;
  char name[16];
} counter;

static int open_counters;

EXPORT counter *open_counter(const char *name, int value) {
  if (value < 0) {
    SetLastError(ERROR_INVALID_PARAMETER);
    return NULL;
  }
  counter *made = calloc(1, sizeof *made);
  if (!made) return NULL;
  strncpy(made->name, name, sizeof made->name - 1);
  made->value = value;
  ++open_counters;
  return made;
}

EXPORT int bump(counter *which, int by) { return which->value += by; }
EXPORT int read_counter(const counter *which, char *name, int size, int *value) {
  strncpy(name, which->name, (size_t)size - 1);
  *value = which->value;
  return 1;
}
EXPORT int close_counter(counter *which) {
  free(which);
  return --open_counters;
}
EXPORT double as_double(int64_t value) { return (double)value; }
EXPORT int64_t as_int64(double value) { return (int64_t)value; }

/* Writes one number too many. */
EXPORT void overrun(int *numbers, int count) {
  for (int i = 0; i <= count; ++i) numbers[i] = i;
}
