/* Whole numbers of every width, floating numbers, and functions without arguments. */
#include "export.h"

/* C leaves division by 0 and MIN / -1 undefined and the processor traps; here they are defined: quotient 0 or MIN. */
#define DIVIDE(bits, minimum)                                                                          \
  EXPORT int##bits##_t divide_int##bits(int##bits##_t a, int##bits##_t b, int##bits##_t *remainder) {  \
    if (b == 0) {                                                                                      \
      *remainder = a;                                                                                  \
      return 0;                                                                                        \
    }                                                                                                  \
    if (b == -1) {                                                                                     \
      *remainder = 0;                                                                                  \
      return a == (minimum) ? (minimum) : (int##bits##_t)-a;                                           \
    }                                                                                                  \
    *remainder = (int##bits##_t)(a % b);                                                               \
    return (int##bits##_t)(a / b);                                                                     \
  }

DIVIDE(8, INT8_MIN)
DIVIDE(16, INT16_MIN)
DIVIDE(32, INT32_MIN)
DIVIDE(64, INT64_MIN)

EXPORT int gcd(int x, int y) {
  while (y != 0) {
    int rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

/* The largest number whose square is not larger than `a`; -1 below 0. */
EXPORT int16_t sqrt_int(int16_t a) {
  if (a < 0) return -1;
  int root = 0;
  while ((root + 1) * (root + 1) <= a) ++root;
  return (int16_t)root;
}

EXPORT int16_t square_int(int16_t a) { return (int16_t)(a * a); }
EXPORT int16_t add_ints(int16_t a, int16_t b) { return (int16_t)(a + b); }
EXPORT int16_t sub_ints(int16_t a, int16_t b) { return (int16_t)(a - b); }
EXPORT int16_t mul_ints(int16_t a, int16_t b) { return (int16_t)(a * b); }
EXPORT float add_floats(float a, float b) { return a + b; }
EXPORT double add_doubles(double a, double b) { return a + b; }

/* 1 if the point stays within the circle of radius 2 for n steps of z = z * z + c. */
#define MANDELBROT(type)                                  \
  EXPORT int in_mandelbrot_##type(type x0, type y0, int n) { \
    type x = 0, y = 0;                                    \
    for (; n > 0; --n) {                                  \
      type next = x * x - y * y + x0;                     \
      y = 2 * x * y + y0;                                 \
      x = next;                                           \
      if (x * x + y * y > 4) return 0;                    \
    }                                                     \
    return 1;                                             \
  }

MANDELBROT(float)
MANDELBROT(double)

EXPORT int16_t get_const_int_a(void) { return 7; }
EXPORT int16_t get_const_int_b(void) { return 6; }
EXPORT int16_t get_const_int_c(void) { return 5; }

/* One call with many callbacks: what one of them costs. */
EXPORT int call_many(int (*callback)(int number), int count) {
  int last = 0;
  for (int i = 0; i < count; ++i) last = callback(last);
  return last;
}
