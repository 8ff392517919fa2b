/* Functions that call back. */
#include <stdlib.h>

#include "export.h"

typedef int16_t (*conveyor_belt)(int16_t index);

EXPORT int16_t sum_elements_from_callback(int16_t len, conveyor_belt get_data) {
  int16_t sum = 0;
  for (int16_t i = 0; i < len; ++i) sum = (int16_t)(sum + get_data(i));
  return sum;
}

typedef struct {
  int16_t len;
  conveyor_belt get_data;
} conveyor_belt_data;

EXPORT int16_t sum_elements_from_callback_in_struct(const conveyor_belt_data *data) {
  return sum_elements_from_callback(data->len, data->get_data);
}

/* Without a callback the number is doubled. */
EXPORT int16_t use_optional_callback(int16_t in_data, conveyor_belt process_data) {
  return process_data ? process_data(in_data) : (int16_t)(2 * in_data);
}

typedef struct {
  int16_t *data;
  int16_t width, height;
} image;

typedef int16_t (*filter_function)(image *window);

enum { RADIUS = 1, SIDE = 2 * RADIUS + 1 };

static int16_t at(const image *picture, int x, int y) {
  if (x < 0) x = 0;
  if (y < 0) y = 0;
  if (x >= picture->width) x = picture->width - 1;
  if (y >= picture->height) y = picture->height - 1;
  return picture->data[y * picture->width + x];
}

/* Gives each pixel's surroundings to the filter; the result is memory of the DLL's own. */
EXPORT void apply_filter_to_image(const image *in_image, image *out_image, filter_function filter) {
  out_image->width = in_image->width;
  out_image->height = in_image->height;
  out_image->data = malloc(sizeof(int16_t) * (size_t)(in_image->width * in_image->height));
  if (!out_image->data) return;
  for (int y = 0; y < in_image->height; ++y) {
    for (int x = 0; x < in_image->width; ++x) {
      int16_t pixels[SIDE * SIDE];
      for (int i = 0; i < SIDE * SIDE; ++i) pixels[i] = at(in_image, x + i % SIDE - RADIUS, y + i / SIDE - RADIUS);
      image window = {pixels, SIDE, SIDE};
      out_image->data[y * in_image->width + x] = filter(&window);
    }
  }
}

typedef double (*operation)(double a, double b);

EXPORT double apply_op(const operation ops[2], double a, double b, int opcode) {
  return opcode >= 0 && opcode < 2 ? ops[opcode](a, b) : 0;
}

static conveyor_belt kept;

EXPORT void keep_callback(conveyor_belt callback) { kept = callback; }
EXPORT int16_t call_kept(int16_t value) { return kept ? kept(value) : (int16_t)-1; }
