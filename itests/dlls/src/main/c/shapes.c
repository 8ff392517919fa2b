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

/* Keeps what it was given, as plans, streams and readers do. */
static int32_t *kept_numbers;

EXPORT void keep_numbers(int32_t *numbers) { kept_numbers = numbers; }
EXPORT int has_kept(const int32_t *numbers) { return kept_numbers == numbers; }
EXPORT int32_t *kept_number(int index) { return kept_numbers + index; }
EXPORT void kept_number_out(int index, int32_t **out) { *out = kept_numbers + index; }
EXPORT void kept_number_in(int index, held *out) { out->value = kept_numbers + index; }

EXPORT int32_t sum_kept(int count) {
  int32_t sum = 0;
  for (int i = 0; i < count; ++i) sum += kept_numbers[i];
  return sum;
}

EXPORT int32_t *bump_kept(int index) {
  ++kept_numbers[index];
  return kept_numbers + index;
}

EXPORT int64_t distance(const char *from, const char *to) { return to - from; }

/* Changes what it has, and then asks. */
EXPORT int32_t ask_about(int32_t *number, void (*ask)(void)) {
  *number += 1;
  ask();
  return *number;
}

/* Records and texts that lie in the caller's buffer and point into it. */
typedef struct entry {
  struct entry *next;
  const char *name;
  int32_t index;
} entry;

EXPORT void fill_entries(entry *buffer, int count) {
  char *text = (char *)(buffer + count);
  for (int i = 0; i < count; ++i, text += 8) {
    memcpy(text, "eth0", 5);
    text[3] = (char)('0' + i);
    buffer[i] = (entry){i + 1 < count ? buffer + i + 1 : NULL, text, 10 + i};
  }
}

EXPORT int name_and_index(const entry *e) { return (int)strlen(e->name) + e->index; }
