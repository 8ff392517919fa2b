/* Functions whose callbacks get and give values of every kind. */
#include <stdlib.h>
#include <string.h>

#include "export.h"

#define ECHO(name, type) \
  EXPORT type pass_##name(type value, type (*pass)(type value)) { return pass(value); }

ECHO(int8, int8_t)
ECHO(uint8, uint8_t)
ECHO(int16, int16_t)
ECHO(uint16, uint16_t)
ECHO(int32, int32_t)
ECHO(uint32, uint32_t)
ECHO(int64, int64_t)
ECHO(uint64, uint64_t)
ECHO(float, float)
ECHO(double, double)
ECHO(bool, _Bool)
ECHO(wide, wchar_t)
ECHO(pointer, void *)

/* More arguments than registers, of both register files. */
EXPORT double pass_many(double (*mix)(int8_t a, double b, int64_t c, float d, uint16_t e, float f, double g)) {
  return mix(-5, 0.25, (int64_t)1 << 40, 1.5f, 65535, -2.5f, 1e100);
}

/* Each word between spaces, in a buffer that is used again; the sum of what came back. */
EXPORT int visit_words(const char *text, int (*visit)(const char *word, int length)) {
  int sum = 0;
  char word[64];
  while (*text) {
    size_t length = strcspn(text, " ");
    if (length >= sizeof word) return -1;
    memcpy(word, text, length);
    word[length] = 0;
    sum += visit(word, (int)length);
    text += length + (text[length] == ' ');
  }
  return sum;
}

EXPORT int visit_wide(const wchar_t *text, int (*visit)(const wchar_t *text)) { return visit(text); }

/* Asks for all names before it looks at the first one. */
EXPORT int join_names(char *out, int capacity, int count, const char *(*name)(int index)) {
  const char *names[256];
  int used = 0;
  for (int i = 0; i < count && i < 256; ++i) names[i] = name(i);
  for (int i = 0; i < count && i < 256; ++i) {
    size_t length = names[i] ? strlen(names[i]) : 0;
    if (used + (int)length + 1 > capacity) return -1;
    memcpy(out + used, names[i], length);
    used += (int)length;
  }
  out[used] = 0;
  return used;
}

static const char *kept_name;

EXPORT void keep_name(const char *(*name)(int index), int index) { kept_name = name(index); }

EXPORT int copy_kept_name(char *out, int capacity) {
  size_t length = strlen(kept_name);
  if ((int)length >= capacity) return -1;
  memcpy(out, kept_name, length + 1);
  return (int)length;
}

/* The callback writes a text into the buffer; how many of its characters are 'a'. */
EXPORT int count_letter_a(int (*write)(char *buffer, int size)) {
  char buffer[32] = "";
  int count = 0;
  int length = write(buffer, (int)sizeof buffer);
  for (int i = 0; i < length; ++i) count += buffer[i] == 'a';
  return buffer[length] ? -1 : count;
}

typedef struct {
  double x, y;
} point;

/* Each point may be changed; the sum of all coordinates afterwards. */
EXPORT double change_points(const point *points, int count, void (*change)(point *p)) {
  double sum = 0;
  for (int i = 0; i < count; ++i) {
    point copy = points[i];
    change(&copy);
    sum += copy.x + copy.y;
  }
  return sum;
}

typedef struct {
  float a, b;
} pair;

typedef struct {
  int8_t tag;
  int64_t whole;
  float real;
  int16_t three[3];
} mixture;

EXPORT point map_point(point value, point (*map)(point value)) { return map(value); }
EXPORT pair map_pair(pair value, pair (*map)(pair value)) { return map(value); }
EXPORT mixture map_mixture(mixture value, mixture (*map)(mixture value)) { return map(value); }

/* The callback returns a pointer to a struct of its own. */
EXPORT double sum_made_point(point *(*make)(int seed), int seed) {
  point *made = make(seed);
  point *again = make(seed + 1);
  return made && again ? made->x + made->y + 10 * (again->x + again->y) : -1;
}

EXPORT void change_rows(float *data, int rows, int columns, void (*change)(float *row, int count)) {
  for (int i = 0; i < rows; ++i) change(data + i * columns, columns);
}

EXPORT int64_t sum_by(int count, int64_t (*sum)(const int32_t *values, int count)) {
  int32_t values[1000];
  if (count > 1000) return -1;
  for (int32_t i = 0; i < count; ++i) values[i] = i * i;
  return sum(values, count);
}

/* Only as many of them come back as the result says. */
EXPORT int fill_some(int (*fill)(int32_t *values, int capacity)) {
  int32_t values[8] = {9, 9, 9, 9, 9, 9, 9, 9};
  int sum = 0;
  int count = fill(values, 8);
  for (int i = 0; i < 8; ++i) sum = 10 * sum + values[i];
  return count * 100000000 + sum;
}

EXPORT double ask_both(int (*ask)(int *whole, double *real)) {
  int whole = 3;
  double real = 0.5;
  int result = ask(&whole, &real);
  return result * 100 + whole + real;
}

EXPORT int count_texts(int (*count)(const char **texts, int number)) {
  const char *texts[] = {"one", "two", "three", "Zugbr\xc3\xbc" "cke"};
  return count(texts, 4);
}

EXPORT int trace(int (*look)(int (*matrix)[2][3])) {
  int matrix[2][3] = {{1, 2, 3}, {4, 5, 6}};
  int result = look(&matrix);
  return result + 1000 * matrix[1][2];
}

typedef struct node {
  int value;
  struct node *next;
} node;

EXPORT int sum_list_by(int count, int (*sum)(node *first)) {
  node nodes[16] = {{0, NULL}};
  for (int i = 0; i < count && i < 16; ++i) nodes[i] = (node){i + 1, i + 1 < count && i < 15 ? &nodes[i + 1] : NULL};
  int result = sum(nodes);
  for (int i = 0; i < count && i < 16; ++i) result += 100 * nodes[i].value;
  return result;
}

typedef struct {
  int kind;
  union {
    int32_t whole;
    float real;
  } value;
} tagged;

EXPORT int negate_by(tagged *number, void (*negate)(tagged *number)) {
  negate(number);
  return number->kind;
}
