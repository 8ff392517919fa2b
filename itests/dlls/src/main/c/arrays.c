/* Memory whose length only the call knows, in arguments and behind fields. */
#include <stdlib.h>

#include "export.h"

static void sort(float *a, int n) {
  for (int end = n - 1; end > 0; --end) {
    for (int i = 0; i < end; ++i) {
      if (a[i] > a[i + 1]) {
        float held = a[i];
        a[i] = a[i + 1];
        a[i + 1] = held;
      }
    }
  }
}

EXPORT void bubblesort(float *a, int n) { sort(a, n); }
EXPORT void bubblesort_product(float *a, int u, int v) { sort(a, u * v); }

typedef struct {
  float *a;
  int n;
} sortable;

EXPORT void bubblesort_struct(sortable *data) { sort(data->a, data->n); }

EXPORT double average(const double *a, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += a[i];
  return n > 0 ? sum / n : 0;
}

/* Writes past the end on purpose: `extra` elements more than it was given. */
EXPORT void fill_too_far(int *a, int n, int extra) {
  for (int i = 0; i < n + extra; ++i) a[i] = i;
}

/* The squares of `in_array`, in memory of the DLL's own that the caller frees with free_memory. */
EXPORT void square_int_array(const int16_t *in_array, void *out_array, int16_t len) {
  int16_t *squares = malloc(sizeof(int16_t) * (size_t)(len > 0 ? len : 1));
  for (int16_t i = 0; squares && i < len; ++i) squares[i] = (int16_t)(in_array[i] * in_array[i]);
  *(int16_t **)out_array = squares;
}

typedef struct {
  int16_t *data;
  int16_t len;
} int_array;

EXPORT void square_int_array_with_struct(const int_array *in_array, int_array *out_array) {
  out_array->len = in_array->len;
  square_int_array(in_array->data, &out_array->data, in_array->len);
}

/* A struct and an array, both of the DLL's own: free the array, then the struct. */
EXPORT int_array *fibonacci_sequence(int16_t len) {
  int_array *sequence = malloc(sizeof *sequence);
  if (!sequence) return NULL;
  sequence->len = len;
  sequence->data = malloc(sizeof(int16_t) * (size_t)(len > 0 ? len : 1));
  for (int16_t i = 0; sequence->data && i < len; ++i) {
    sequence->data[i] = (int16_t)(i < 2 ? i : sequence->data[i - 1] + sequence->data[i - 2]);
  }
  return sequence;
}

EXPORT void free_memory(void *memory) { free(memory); }

/* Fills at most `capacity` numbers and says how many there are. */
EXPORT int divisors(int of, int *into, int capacity) {
  int count = 0;
  for (int i = 1; i <= of; ++i) {
    if (of % i == 0) {
      if (count < capacity) into[count] = i;
      ++count;
    }
  }
  return count;
}

/* The same, with the number of those written in an out parameter. */
EXPORT void divisors_counted(int of, int *into, int *count) {
  int found = divisors(of, into, *count);
  if (found < *count) *count = found;
}

/* Every value of the picture that is larger than `limit` becomes `limit`. */
EXPORT void limit_image(int width, int height, float *data, float limit) {
  for (int i = 0; i < width * height; ++i) {
    if (data[i] > limit) data[i] = limit;
  }
}
