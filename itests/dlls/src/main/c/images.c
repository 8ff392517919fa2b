/* Pointers in structs whose lengths stand beside them, around them, or in the parameters. */
#include <stdlib.h>

#include "export.h"

typedef struct {
  int16_t *data;
  int16_t width, height;
} image;

/* Negates every point and gives the sum of what was there. */
EXPORT int negate_image(image *picture) {
  int sum = 0;
  for (int i = 0; picture->data && i < picture->width * picture->height; ++i) {
    sum += picture->data[i];
    picture->data[i] = (int16_t)-picture->data[i];
  }
  return sum;
}

EXPORT int negate_images(image *pictures, int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) sum += negate_image(&pictures[i]);
  return sum;
}

/* The same for pictures that lie all over the place. */
EXPORT int negate_image_list(image **pictures, int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) sum += negate_image(pictures[i]);
  return sum;
}

typedef struct {
  int size;
  int16_t *samples;
} track;

typedef struct {
  int16_t *samples;
} channel;

/* `size` of the track goes for its own samples, that of the album for the channels' and `mixed`. */
typedef struct {
  track first;
  channel left, right;
  int16_t *mixed;
  int size;
  channel tail;
} album;

/* Mixes left and right; `length` is that of the tail. Gives the sum of the first track and the tail. */
EXPORT int mix_album(album *all, int length) {
  int sum = 0;
  for (int i = 0; i < all->size; ++i) {
    all->mixed[i] = (int16_t)(all->left.samples[i] + all->right.samples[i]);
  }
  for (int i = 0; i < all->first.size; ++i) sum += all->first.samples[i];
  for (int i = 0; i < length; ++i) sum += all->tail.samples[i];
  return sum;
}

static int living_images;
static int living_points;

/* A picture of squares in memory that free_image and free_points give back. */
EXPORT image *make_image(int16_t width, int16_t height) {
  image *picture = malloc(sizeof *picture);
  if (!picture) return NULL;
  ++living_images;
  ++living_points;
  picture->width = width;
  picture->height = height;
  picture->data = malloc(sizeof(int16_t) * (size_t)(width * height + 1));
  for (int i = 0; picture->data && i < width * height; ++i) picture->data[i] = (int16_t)(i * i);
  return picture;
}

EXPORT void free_points(int16_t *points) {
  --living_points;
  free(points);
}

EXPORT void free_image(image *picture) {
  --living_images;
  free(picture);
}

/* What make_image has made and nobody has freed: images, and 1000 for each one's points. */
EXPORT int living_images_and_points(void) { return living_images + 1000 * living_points; }
