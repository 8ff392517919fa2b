/* FNV-1a over 64-bit cells: what every argument becomes when it is widened to a slot, in order. */
#ifndef BASCULE_TEST_FOLD_H
#define BASCULE_TEST_FOLD_H

#include <string.h>

#include "export.h"

#define START 0xcbf29ce484222325u

static inline uint64_t fold_cell(uint64_t h, uint64_t cell) { return (h ^ cell) * 0x100000001b3u; }
static inline uint64_t fold_signed(uint64_t h, int64_t value) { return fold_cell(h, (uint64_t)value); }
static inline uint64_t fold_unsigned(uint64_t h, uint64_t value) { return fold_cell(h, value); }
static inline uint64_t fold_pointer(uint64_t h, const void *value) { return fold_cell(h, (uintptr_t)value); }

static inline uint64_t fold_float(uint64_t h, float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return fold_cell(h, bits);
}

static inline uint64_t fold_double(uint64_t h, double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return fold_cell(h, bits);
}

#define FOLD(h, x)          \
  _Generic((x),             \
      int8_t: fold_signed,  \
      int16_t: fold_signed, \
      int32_t: fold_signed, \
      int64_t: fold_signed, \
      float: fold_float,    \
      double: fold_double,  \
      void *: fold_pointer, \
      default: fold_unsigned)(h, x)

#endif
