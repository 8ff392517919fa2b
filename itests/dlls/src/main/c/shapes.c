/* What programs that were written for JNA on Windows rely on. */
#include <stdlib.h>
#include <string.h>

#include "export.h"

EXPORT void set_odd(uint8_t *flags, int count) {
  for (int i = 0; i < count; ++i) flags[i] = (uint8_t)(i % 2);
}

EXPORT int count_set(const uint8_t *flags, int count) {
  int set = 0;
  for (int i = 0; i < count; ++i) set += flags[i] == 1;
  return set;
}

EXPORT int first_way(void) { return 1; }
EXPORT int second_way(void) { return 2; }

typedef struct {
  int32_t number;
  double weight;
} item;

/* The callback gets the first of several items, and changes any of them. */
EXPORT int weigh(int count, void (*visit)(item *first, int count)) {
  item *items = calloc((size_t)count, sizeof *items);
  int sum = 0;
  if (!items) return -1;
  for (int i = 0; i < count; ++i) items[i].number = i + 1;
  visit(items, count);
  for (int i = 0; i < count; ++i) sum += items[i].number * (int)items[i].weight;
  free(items);
  return sum;
}

typedef struct {
  long number;
  uint16_t letter;
} narrow_item;

EXPORT void show_narrow(void (*visit)(narrow_item *first)) {
  narrow_item items[2] = {{1, 'a'}, {2, 'b'}};
  visit(items);
}

EXPORT int run_function(int (*function)(int value), int value) { return function(value); }

typedef struct {
  int (*function)(int value);
} holder;

EXPORT int run_held(const holder *h, int value) { return h->function(value); }

/* A header that tells how many bytes follow it. */
typedef struct {
  int32_t length;
  uint8_t bytes[];
} message;

EXPORT int add_bytes(const message *m) {
  int sum = 0;
  for (int i = 0; i < m->length; ++i) sum += m->bytes[i];
  return sum;
}

EXPORT void fill_message(message *m, int length) {
  m->length = length;
  for (int i = 0; i < length; ++i) m->bytes[i] = (uint8_t)(i + 1);
}

/* Writes more than it should, as some do. */
EXPORT void write_eight_bytes(int32_t *value) {
  int64_t wide = 7;
  memcpy(value, &wide, sizeof wide);
}

EXPORT void *pass_on(void *pointer) { return pointer; }

EXPORT int read_int(const int32_t *value) { return *value; }
EXPORT void write_int(int32_t *value, int32_t number) { *value = number; }
EXPORT int read_int_behind(int32_t *const *value) { return **value; }

EXPORT int64_t take_int(int value) { return value; }
EXPORT int64_t take_long(int64_t value) { return value; }
EXPORT double take_double(double value) { return value; }

typedef struct {
  int32_t kind;
  union {
    int32_t number;
    double real;
    uint8_t bytes[8];
  } value;
} variant;

EXPORT void make_real(variant *v) {
  v->kind = 2;
  v->value.real = 2.5;
}

typedef struct {
  long number;
  uint16_t letter;
  int32_t inner;
} mixed_widths;

EXPORT void fill_mixed(mixed_widths *m) {
  m->number = 11;
  m->letter = 'x';
  m->inner = 13;
}

EXPORT int same_item(item *i, item *(*look)(item *same)) { return look(i) == i; }

EXPORT int text_at(const char *(*text)(void), int index) { return (uint8_t)text()[index]; }
EXPORT int wide_at(const uint16_t *(*text)(void), int index) { return text()[index]; }

typedef struct {
  int32_t *value;
} held;

EXPORT int bump_held(const held *h) { return ++*h->value; }

/* The list ends with a null pointer. */
EXPORT int sum_behind(int32_t **list) {
  int sum = 0;
  for (; *list; ++list) sum += (*list)[0]++;
  return sum;
}

typedef union {
  int32_t number;
  double real;
} loose_value;

EXPORT double show_value(double (*look)(loose_value v), double real) {
  loose_value v;
  v.real = real;
  return look(v);
}
