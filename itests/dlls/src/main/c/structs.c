/* Structs and arrays of fixed length, by pointer and by value. */
#include <math.h>
#include <string.h>

#include "export.h"

EXPORT void add_int(int a, int b, int *sum) { *sum = a + b; }

typedef struct {
  int a, b, diff;
} subtraction;

EXPORT void sub_int(subtraction *values) { values->diff = values->a - values->b; }

typedef struct {
  float a, b, prod;
} product;

EXPORT void mul_float(product *values) { values->prod = values->a * values->b; }

typedef struct {
  double x, y;
} point;

EXPORT double distance(const point *p1, const point *p2) { return hypot(p1->x - p2->x, p1->y - p2->y); }

/* In the DLL's own memory, until the thread's next call. */
EXPORT double *distance_pointer(const point *p1, const point *p2) {
  static _Thread_local double kept;
  kept = distance(p1, p2);
  return &kept;
}

typedef struct {
  int16_t x, y, z, u;
} vector4;

EXPORT vector4 *vector4_add(const vector4 *v1, const vector4 *v2) {
  static _Thread_local vector4 sum;
  sum = (vector4){(int16_t)(v1->x + v2->x), (int16_t)(v1->y + v2->y), (int16_t)(v1->z + v2->z),
                  (int16_t)(v1->u + v2->u)};
  return &sum;
}

typedef struct {
  int16_t x, y, z, u, w;
} vector5;

EXPORT vector5 *vector5_add_array(const vector5 *v, int16_t len) {
  static _Thread_local vector5 sum;
  memset(&sum, 0, sizeof sum);
  for (int16_t i = 0; i < len; ++i) {
    sum.x = (int16_t)(sum.x + v[i].x);
    sum.y = (int16_t)(sum.y + v[i].y);
    sum.z = (int16_t)(sum.z + v[i].z);
    sum.u = (int16_t)(sum.u + v[i].u);
    sum.w = (int16_t)(sum.w + v[i].w);
  }
  return &sum;
}

/* Solves three equations with three unknowns in place: `a` is the matrix with the right side as last column. */
EXPORT void gauss_elimination(float (*a)[3][4], float (*x)[3]) {
  for (int column = 0; column < 3; ++column) {
    int pivot = column;
    for (int row = column + 1; row < 3; ++row) {
      if (fabsf((*a)[row][column]) > fabsf((*a)[pivot][column])) pivot = row;
    }
    for (int k = 0; k < 4; ++k) {
      float held = (*a)[column][k];
      (*a)[column][k] = (*a)[pivot][k];
      (*a)[pivot][k] = held;
    }
    for (int row = column + 1; row < 3; ++row) {
      float factor = (*a)[row][column] / (*a)[column][column];
      for (int k = column; k < 4; ++k) (*a)[row][k] -= factor * (*a)[column][k];
    }
  }
  for (int row = 2; row >= 0; --row) {
    float rest = (*a)[row][3];
    for (int k = row + 1; k < 3; ++k) rest -= (*a)[row][k] * (*x)[k];
    (*x)[row] = rest / (*a)[row][row];
  }
}

EXPORT void mix_rgb_colors(const int8_t color_a[3], const int8_t color_b[3], int8_t *color_mixed) {
  for (int i = 0; i < 3; ++i) color_mixed[i] = (int8_t)((color_a[i] + color_b[i]) / 2);
}

typedef struct {
  float a, b, c, d, e, f;
} six_numbers;

EXPORT void sum_members(const six_numbers numbers[10], six_numbers *sum) {
  memset(sum, 0, sizeof *sum);
  for (int i = 0; i < 10; ++i) {
    sum->a += numbers[i].a;
    sum->b += numbers[i].b;
    sum->c += numbers[i].c;
    sum->d += numbers[i].d;
    sum->e += numbers[i].e;
    sum->f += numbers[i].f;
  }
}

/* Structs by value, of the sizes that travel in a register and of those that do not. */
typedef struct {
  int8_t a;
} bytes1;
typedef struct {
  int8_t a, b;
} bytes2;
typedef struct {
  int8_t a, b, c;
} bytes3;
typedef struct {
  int16_t a, b;
} bytes4;
typedef struct {
  float a, b;
} bytes8;
typedef struct {
  int32_t a, b, c;
} bytes12;
typedef struct {
  double a, b, c;
} bytes24;

#define ECHO_STRUCT(type) \
  EXPORT type echo_##type(type value) { return value; }

ECHO_STRUCT(bytes1)
ECHO_STRUCT(bytes2)
ECHO_STRUCT(bytes3)
ECHO_STRUCT(bytes4)
ECHO_STRUCT(bytes8)
ECHO_STRUCT(bytes12)
ECHO_STRUCT(bytes24)

typedef struct node {
  int value;
  struct node *next;
} node;

EXPORT int sum_list(const node *list) {
  int sum = 0;
  for (; list; list = list->next) sum += list->value;
  return sum;
}

#pragma pack(push, 1)
typedef struct {
  char tag;
  double value;
} packed;
#pragma pack(pop)

EXPORT double packed_value(const packed *data) { return data->value; }

/* A struct of one floating number: GCC's 32-bit code has it in ST(0), Microsoft's in EDX:EAX, as whole numbers are. */
typedef struct {
  double value;
} one_double;

typedef struct {
  struct {
    float value[1];
  } inner;
} one_float;

EXPORT one_double half_double(one_double of) { return (one_double){of.value / 2}; }
EXPORT one_float half_float(one_float of) { return (one_float){{{of.inner.value[0] / 2}}}; }
EXPORT long long bits_of_double(double value) {
  long long bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}
EXPORT int bits_of_float(float value) {
  int bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}
