/* Functions that call and are called in turn, many deep. */
#include <stdint.h>
#include <string.h>

#include "export.h"

/* One deeper with each callback; how deep it went. */
EXPORT int64_t descend(int depth, int64_t (*next)(int depth)) { return depth <= 0 ? 0 : 1 + next(depth - 1); }

EXPORT int64_t mix_number(int64_t value, int64_t (*next)(int64_t value)) {
  return (int64_t)((uint64_t)next((int64_t)((uint64_t)value * 3u + 1u)) ^ 0x5555u);
}

/* The callback gets the text backwards. */
EXPORT int64_t mix_text(const char *text, int64_t (*next)(const char *text)) {
  char backwards[64];
  size_t length = strlen(text);
  if (length >= sizeof backwards) return -1;
  for (size_t i = 0; i < length; ++i) backwards[i] = text[length - 1 - i];
  backwards[length] = 0;
  return next(backwards) + (int64_t)length;
}

/* The callback gets the numbers plus one and may change them. */
EXPORT int64_t mix_array(int32_t *numbers, int count, int64_t (*next)(int32_t *numbers, int count)) {
  for (int i = 0; i < count; ++i) numbers[i] += 1;
  int64_t result = next(numbers, count);
  for (int i = 0; i < count; ++i) result += numbers[i];
  return result;
}

typedef struct {
  int64_t number;
  double real;
  int32_t count;
} parcel;

/* The callback gets and gives one by value. */
EXPORT parcel mix_parcel(parcel given, parcel (*next)(parcel given)) {
  given.number += 1;
  parcel result = next(given);
  result.count += 1;
  return result;
}
