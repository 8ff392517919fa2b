/* A second DLL, to which function pointers of the first one are passed on. */
#include "export.h"

typedef int (*function)(int value);

static function kept;

EXPORT void relay_keep(function f) { kept = f; }
EXPORT function relay_kept(void) { return kept; }
EXPORT void *relay_address(function f) { return (void *)f; }
EXPORT int relay_run(function f, int value) { return f(value) * 2; }

static int triple(int value) { return value * 3; }

EXPORT function relay_function(void) { return triple; }
