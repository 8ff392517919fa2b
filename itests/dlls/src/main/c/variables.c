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

/* Structs that end in an array whose length another member says. */
struct attribute {
  unsigned low;
  int high;
  unsigned flags;
};
struct privileges {
  unsigned count;
  struct attribute each[1]; /* ANYSIZE_ARRAY */
};
struct blob {
  size_t length;
  unsigned char data[];
};
struct text {
  unsigned short bytes;
  unsigned short room;
  wchar_t units[1];
};

EXPORT unsigned sum_flags(const struct privileges *p) {
  unsigned sum = 0;
  for (unsigned i = 0; i < p->count; i++) {
    sum += p->each[i].flags * p->each[i].low;
  }
  return sum;
}
EXPORT int query_privileges(struct privileges *p, unsigned size, unsigned *needed) {
  *needed = (unsigned)(offsetof(struct privileges, each) + 3 * sizeof(struct attribute));
  if (size < *needed) {
    return 122;
  }
  p->count = 3;
  for (unsigned i = 0; i < 3; i++) {
    p->each[i] = (struct attribute){i, 0, 2 * i};
  }
  return 0;
}
EXPORT int blob_sum(const struct blob *b) {
  int sum = 0;
  for (size_t i = 0; i < b->length; i++) {
    sum += b->data[i];
  }
  return sum;
}
EXPORT int tail_sum(const struct blob *b, int n) {
  int sum = 0;
  for (int i = 0; i < n; i++) {
    sum += b->data[i];
  }
  return sum;
}
static struct {
  size_t length;
  unsigned char data[16];
} made = {6, {1, 2, 3, 4, 5, 6}};
EXPORT struct blob *blob_make(void) { return (struct blob *)&made; }
EXPORT int text_units(const struct text *t) {
  int letters = 0;
  for (int i = 0; i < t->bytes / 2; i++) {
    letters += t->units[i] == L'x';
  }
  return letters;
}

/* Callbacks whose lengths are told to the DLL alone. */
struct visitor {
  int count;
  int (*each)(int *values);
  int *values;
};

EXPORT int visit(struct visitor *v) { return v->each(v->values); }
EXPORT int sum_of(const int *values, int n, int (*sum)(const int *values)) { return n < 0 ? n : sum(values); }

static int (*stored)(const int *values);
static const int three[] = {1, 2, 3};

EXPORT int store(int n, int (*f)(const int *values)) {
  stored = f;
  return n;
}
EXPORT int call_stored(void) { return stored(three); }
