/* Text that the function changes, or makes. */
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "export.h"

#define REPLACE(name, type) \
  EXPORT void name(type *text, type old_letter, type new_letter) { \
    for (; *text; ++text) {                                        \
      if (*text == old_letter) *text = new_letter;                 \
    }                                                              \
  }

REPLACE(replace_letter, char)
REPLACE(replace_letter_w, wchar_t)

/* `<text>` in memory of the DLL's own, to be freed with free_memory. */
EXPORT void tag_string(const char *text, void *tagged) {
  size_t length = strlen(text);
  char *result = malloc(length + 3);
  if (result) {
    result[0] = '<';
    memcpy(result + 1, text, length);
    memcpy(result + 1 + length, ">", 2);
  }
  *(char **)tagged = result;
}

/* The same for wide text: `tagged` points to a wchar_t pointer. */
EXPORT void tag_string_w(const wchar_t *text, void *tagged) {
  size_t length = wcslen(text);
  wchar_t *result = malloc((length + 3) * sizeof(wchar_t));
  if (result) {
    result[0] = '<';
    memcpy(result + 1, text, length * sizeof(wchar_t));
    result[length + 1] = '>';
    result[length + 2] = 0;
  }
  *(wchar_t **)tagged = result;
}

/* Puts as much of `suffix` behind `text` as a buffer of `capacity` units has room for. */
EXPORT void append_w(wchar_t *text, int capacity, const wchar_t *suffix) {
  size_t length = wcslen(text);
  for (; *suffix && length + 1 < (size_t)capacity; ++suffix) text[length++] = *suffix;
  text[length] = 0;
}

/* In every text up to the NULL that ends the list. */
EXPORT void replace_in_list(char **texts, char old_letter, char new_letter) {
  for (; *texts; ++texts) replace_letter(*texts, old_letter, new_letter);
}

EXPORT size_t total_length(const char *const *texts, int count) {
  size_t sum = 0;
  for (int i = 0; i < count; ++i) sum += texts[i] ? strlen(texts[i]) : 0;
  return sum;
}

/* Two words of five units and their sum of eleven, in fixed arrays that need not be terminated. */
#define CONCATENATE(suffix, type)                                                                      \
  static size_t bounded_##suffix(const type *text, size_t limit) {                                     \
    size_t n = 0;                                                                                      \
    while (n < limit && text[n]) ++n;                                                                  \
    return n;                                                                                          \
  }                                                                                                    \
  static void join_##suffix(const type a[5], const type b[5], type out[11]) {                          \
    size_t left = bounded_##suffix(a, 5), right = bounded_##suffix(b, 5);                              \
    memset(out, 0, 11 * sizeof(type));                                                                 \
    memcpy(out, a, left * sizeof(type));                                                               \
    out[left] = ' ';                                                                                   \
    if (left + 1 + right > 10) right = 10 - left - 1;                                                  \
    memcpy(out + left + 1, b, right * sizeof(type));                                                   \
  }                                                                                                    \
  typedef struct {                                                                                     \
    type a[5], b[5];                                                                                   \
  } two_words_##suffix;                                                                                \
  typedef struct {                                                                                     \
    type a[5], b[5], c[11];                                                                            \
  } three_words_##suffix;                                                                              \
  typedef struct {                                                                                     \
    type x;                                                                                            \
  } one_letter_##suffix;                                                                               \
  EXPORT void concatenate_fixed_##suffix(const type a[5], const type b[5], type (*out)[11]) {          \
    join_##suffix(a, b, *out);                                                                         \
  }                                                                                                    \
  EXPORT void concatenate_struct_##suffix(const two_words_##suffix *words, type (*out)[11]) {          \
    join_##suffix(words->a, words->b, *out);                                                           \
  }                                                                                                    \
  EXPORT void concatenate_in_place_##suffix(three_words_##suffix *words) {                             \
    join_##suffix(words->a, words->b, words->c);                                                       \
  }                                                                                                    \
  EXPORT void shift_letter_##suffix(one_letter_##suffix *letter, int by) {                             \
    letter->x = (type)(letter->x + by);                                                                \
  }

CONCATENATE(char, char)
CONCATENATE(wide, wchar_t)
