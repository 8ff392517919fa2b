/* Shapes of pointers that other people's DLLs have. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export.h"

static int living;

EXPORT int living_lists(void) { return living; }

/* A list of texts, all in one block, to be given back by release_list. */
EXPORT char **greet_all(const char *greeting, const char **names, int count) {
  size_t bytes = (size_t)count * sizeof(char *);
  for (int i = 0; i < count; i++) bytes += strlen(greeting) + strlen(names[i]) + 2;
  char **list = malloc(bytes);
  char *at = (char *)(list + count);
  for (int i = 0; i < count; i++) {
    list[i] = at;
    at += sprintf(at, "%s %s", greeting, names[i]) + 1;
  }
  living++;
  return list;
}

EXPORT void release_list(void *list) {
  living--;
  free(list);
}

/* Every second entry is null. */
EXPORT char **holes(int count) {
  static char even[] = "even";
  char **list = calloc((size_t)count, sizeof *list);
  for (int i = 0; i < count; i += 2) list[i] = even;
  return list;
}

/* The sum of a table of rows; writes row * 10 + column there. */
EXPORT double fill_rows(float **rows, int n, int m) {
  double sum = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < m; j++) {
      sum += (double)rows[i][j];
      rows[i][j] = (float)(i * 10 + j);
    }
  return sum;
}

typedef struct {
  const char *name;
  const char *driver;
  uint32_t flags;
} device;

/* 0 without touching it for those there are none of. */
EXPORT int get_device(int index, device *into) {
  if (index > 1) return 0;
  into->name = "Lautsprecher";
  into->driver = index ? NULL : "{guid-0}";
  into->flags = 7u | (uint32_t)index << 8;
  return 1;
}

/* For each pair of a number and a pointer: 0 an int, 1 a double, 2 a text is written. */
EXPORT int gather(int n, ...) {
  va_list more;
  va_start(more, n);
  for (int i = 0; i < n; i++) {
    const int kind = va_arg(more, int);
    if (kind == 0)
      *va_arg(more, int *) = i + 100;
    else if (kind == 1)
      *va_arg(more, double *) = i + 0.5;
    else
      strcpy(va_arg(more, char *), "OK");
  }
  va_end(more);
  return n;
}
