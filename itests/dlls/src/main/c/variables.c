/* A DLL that exports variables. */
#include "export.h"

struct row {
  int id;
  double f;
};

EXPORT int counter = 41;
EXPORT unsigned char level = 250;
EXPORT const char *version = "1.2.3";
EXPORT const char *motto = "as it was";
EXPORT char banner[16] = "hello data";
EXPORT struct row table[3] = {{1, 1.5}, {2, 2.5}, {3, 3.5}};
EXPORT const int fixed = 7;
EXPORT int (*hook)(int) = NULL;
EXPORT const char *const *words = (const char *const[]){"eins", "zwei", NULL};

EXPORT int bump(void) { return ++counter; }
EXPORT int run(int x) { return hook == NULL ? -1 : hook(x); }
EXPORT size_t version_length(void) {
  size_t n = 0;
  while (version[n] != 0) {
    n++;
  }
  return n;
}
EXPORT struct row *second_row(void) { return &table[1]; }

struct shape;
struct methods {
  int (*area)(const struct shape *self);
  int (*scaled)(const struct shape *self, int by);
};
struct shape {
  const struct methods *methods;
  int width;
  int height;
};

static int area(const struct shape *self) { return self->width * self->height; }
static int scaled(const struct shape *self, int by) { return by * area(self); }
static const struct methods rectangle = {area, scaled};
static struct shape shape = {&rectangle, 6, 7};

EXPORT struct shape *get_shape(void) { return &shape; }
EXPORT int (*get_area(void))(const struct shape *) { return area; }
