/* The functions that the manual and the benchmarks call. */
#include "export.h"

/* The tax that a gross amount contains, for a tax factor such as 1.07: gross - gross / factor. */
EXPORT float simplefunc(float a, float b) { return a - a / b; }

EXPORT int add(int a, int b) { return (int)((unsigned)a + (unsigned)b); }

static int remembered;

/* Keeps a value in the DLL and gives the one that was kept before. */
EXPORT int remember(int value) {
  int before = remembered;
  remembered = value;
  return before;
}

typedef struct {
  int quantity, tax_percent;
  double price, discount, net, gross;
} bill;

/* Fills in the two sums at the end of the bill. */
EXPORT double fill_in_bill(bill *of) {
  of->net = of->quantity * of->price - of->discount;
  of->gross = of->net * (100 + of->tax_percent) / 100;
  return of->gross;
}

/* Text of 32 characters. */
EXPORT const char *motto(void) { return "A text that has 32 characters..."; }
