/* Text that is only read, and text that is returned. */
#include <string.h>

#include "export.h"
#include "fold.h"

EXPORT size_t count_chars(const char *text) { return strlen(text); }
EXPORT size_t count_wide(const wchar_t *text) { return wcslen(text); }
EXPORT int is_null(const void *anything) { return anything == NULL; }

/* A checksum over every unit, so that a wrong byte anywhere is seen. */
EXPORT uint64_t fold_chars(const char *text) {
  uint64_t h = START;
  for (; *text; ++text) h = fold_cell(h, (unsigned char)*text);
  return h;
}

EXPORT uint64_t fold_wide(const wchar_t *text) {
  uint64_t h = START;
  for (; *text; ++text) h = fold_cell(h, (uint64_t)*text);
  return h;
}

EXPORT const char *text_utf8(void) { return "Zugbr\xc3\xbc" "cke \xf0\x9f\x98\x80"; }
EXPORT const char *text_1252(void) { return "Zugbr\xfc" "cke \x80"; }
EXPORT const wchar_t *text_wide(void) { return L"Zugbr\u00fccke \U0001F600"; }
EXPORT const char *text_empty(void) { return ""; }
EXPORT const char *text_null(void) { return NULL; }
EXPORT const wchar_t *wide_null(void) { return NULL; }

enum { KEPT = 1 << 17 };
static _Thread_local char kept_chars[KEPT];
static _Thread_local wchar_t kept_wide[KEPT];

/* Gives back a copy, valid until the thread's next call; NULL for NULL and for what is too long. */
EXPORT const char *echo_chars(const char *text) {
  if (!text || strlen(text) >= KEPT) return NULL;
  return strcpy(kept_chars, text);
}

EXPORT const wchar_t *echo_wide(const wchar_t *text) {
  if (!text || wcslen(text) >= KEPT) return NULL;
  return wcscpy(kept_wide, text);
}
