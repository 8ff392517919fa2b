#include <stdint.h>

#include "export.h"

/* Lengths that stand elsewhere: around the struct, behind a sibling, or that the function raises. */

typedef struct {
  int16_t tag;
  float *values;
} inner;

typedef struct {
  inner part;
  int count;
} outer;

/* Doubles what the inner struct points to; the outer one knows how many there are. */
EXPORT void double_inner(outer *data) {
  for (int i = 0; i < data->count; ++i) data->part.values[i] *= 2;
}

typedef struct {
  int size;
} header;

typedef struct {
  float *values;
  header *headers;
  int header_count;
} described;

/* The first header says how many values there are. */
EXPORT float sum_described(const described *data) {
  float sum = 0;
  for (int i = 0; i < data->headers[0].size; ++i) sum += data->values[i];
  return data->header_count == 0 ? -1 : sum;
}

/* Negates what there is room for, and asks for more, as Windows does with ERROR_MORE_DATA. */
EXPORT void negate_and_ask_for_more(int *numbers, int *count) {
  for (int i = 0; i < *count; ++i) numbers[i] = -numbers[i];
  *count += 1000;
}

#pragma pack(push, 2)
typedef struct {
  char tag;
  double value;
  char end;
} half_packed;
#pragma pack(pop)

/* Swaps the two ends of a struct that is packed to 2 bytes. */
EXPORT double half_packed_value(half_packed *data) {
  char tag = data->tag;
  data->tag = data->end;
  data->end = tag;
  return data->value;
}
