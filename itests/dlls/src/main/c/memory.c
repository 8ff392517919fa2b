/* Memory that the DLL allocates, lists, unions, and arrays of structs that point to more. */
#include <stdlib.h>

#include "export.h"

static int living;

/* 0, 1, 4, 9 … in memory that free_numbers frees. */
EXPORT int *make_squares(int count) {
  int *numbers = malloc(sizeof(int) * (size_t)(count > 0 ? count : 1));
  if (!numbers) return NULL;
  ++living;
  for (int i = 0; i < count; ++i) numbers[i] = i * i;
  return numbers;
}

EXPORT void make_squares_out(int count, int **numbers) { *numbers = make_squares(count); }

typedef struct {
  int count;
  int *numbers;
} squares;

/* Gives `squares` of its own where there were none, or replaces those that it is given, which it does not free. */
EXPORT void make_squares_in_struct(squares *into) { into->numbers = make_squares(into->count); }

EXPORT void free_numbers(int *numbers) {
  if (numbers) --living;
  free(numbers);
}

/* How many times make_squares has allocated what nobody has freed. */
EXPORT int living_numbers(void) { return living; }

/* Doubles what `count` says there is; `count` lies behind a pointer. */
EXPORT void double_counted(const int *count, double *numbers) {
  for (int i = 0; numbers && i < *count; ++i) numbers[i] *= 2;
}

typedef struct {
  double *values;
  int count;
  const char *name;
} row;

/* Doubles all values of all rows and gives their sum. */
EXPORT double double_rows(row *rows, int count) {
  double sum = 0;
  for (int i = 0; i < count; ++i) {
    for (int k = 0; k < rows[i].count; ++k) sum += rows[i].values[k] *= 2;
  }
  return sum;
}

/* The length of all rows' names. */
EXPORT int name_lengths(const row *rows, int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) {
    for (const char *c = rows[i].name; c && *c; ++c) ++sum;
  }
  return sum;
}

typedef union {
  int32_t whole;
  float real;
  uint8_t bytes[4];
} any_number;

typedef struct {
  int kind;
  any_number value;
} tagged_number;

/* Negates a whole number (kind 0), a real one (kind 1), or reverses four bytes (kind 2). */
EXPORT void negate_number(tagged_number *number) {
  if (number->kind == 0) number->value.whole = -number->value.whole;
  if (number->kind == 1) number->value.real = -number->value.real;
  if (number->kind == 2) {
    any_number was = number->value;
    for (int i = 0; i < 4; ++i) number->value.bytes[i] = was.bytes[3 - i];
  }
}

EXPORT any_number echo_number(any_number number) { return number; }

/* Windows' long has 4 bytes. */
typedef struct {
  long a, b, c;
} three_longs;

EXPORT void subtract_longs(three_longs *numbers) { numbers->c = numbers->a - numbers->b; }

typedef struct node {
  int value;
  struct node *next;
} node;

/* Turns a list round in place and gives its new head. */
EXPORT node *reverse_list(node *list) {
  node *head = NULL;
  while (list) {
    node *next = list->next;
    list->next = head;
    head = list;
    list = next;
  }
  return head;
}

/* Adds 1 to every value, round a circle too. */
EXPORT void increase_list(node *list) {
  const node *start = list;
  for (; list; list = list->next == start ? NULL : list->next) ++list->value;
}

typedef struct {
  struct {
    double x, y;
  } from, to;
  int label;
} line;

EXPORT line turn_line(line given) {
  line turned = {{given.to.x, given.to.y}, {given.from.x, given.from.y}, -given.label};
  return turned;
}

EXPORT void scale_floats(float *numbers, size_t count, float by) {
  for (size_t i = 0; i < count; ++i) numbers[i] *= by;
}
