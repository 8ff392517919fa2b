/* Functions that get, keep, compare, hand out and pass on function pointers. */
#include <stdlib.h>

#include "export.h"

typedef int (*function)(int value);

static function kept;

EXPORT void keep(function f) { kept = f; }
EXPORT function get_kept(void) { return kept; }
EXPORT int run_kept(int value) { return kept ? kept(value) : -1; }
EXPORT int run(function f, int value) { return f ? f(value) : -1; }
EXPORT int run_address(void *f, int value) { return ((function)f)(value); }
EXPORT void *address_of(function f) { return (void *)f; }
EXPORT int same(function a, function b) { return a == b; }
EXPORT function give_back(function f) { return f; }

/* What each of the calls brought. */
EXPORT int run_each(function f, int *results, int count) {
  for (int i = 0; i < count; ++i) results[i] = f(i);
  return count;
}

static int add_one(int value) { return value + 1; }
static int add_ten(int value) { return value + 10; }
static int add_hundred(int value) { return value + 100; }

/* Functions of the DLL's own; NULL for any other number. */
EXPORT function adder(int number) {
  return number == 1 ? add_one : number == 10 ? add_ten : number == 100 ? add_hundred : NULL;
}

/* The callback gets a function of the DLL. */
EXPORT int lend_adder(int number, int (*use)(function f, int value), int value) { return use(adder(number), value); }

/* The callback gives a function, which is its own or one of the DLL. */
EXPORT int choose(function (*select)(int key), int key, int value) {
  function f = select(key);
  return f ? f(value) : -1;
}

/* The callback gives the place where a function's address is. */
EXPORT int run_pointed(function *(*find)(int key), int key) {
  function *found = find(key);
  return found ? (*found)(key) : -1;
}

/* The callback gets a callback. */
EXPORT int pass_through(int (*outer)(function inner, int value), function inner, int value) {
  return outer(inner, value);
}

/* NULLs are left out. */
EXPORT int sum_functions(const function *functions, int count, int value) {
  int sum = 0;
  for (int i = 0; i < count; ++i) sum += functions[i] ? functions[i](value) : 0;
  return sum;
}

typedef struct {
  int (*start)(void *user, int value);
  int (*step)(void *user, int value);
  void (*stop)(void *user);
  void *user;
  int state;
} machine;

EXPORT int run_machine(machine *m, int steps) {
  m->state = m->start ? m->start(m->user, steps) : 0;
  for (int i = 0; i < steps; ++i) m->state = m->step(m->user, m->state);
  if (m->stop) m->stop(m->user);
  return m->state;
}

static machine kept_machine;

EXPORT void keep_machine(const machine *m) { kept_machine = *m; }
EXPORT int run_kept_machine(int steps) { return run_machine(&kept_machine, steps); }

typedef struct {
  function first;
  function second;
} functions;

/* Fills a struct with functions of the DLL and one that it was given. */
EXPORT void fill_functions(functions *out, function given) {
  out->first = add_ten;
  out->second = given;
}

static functions table = {add_one, add_hundred};

EXPORT functions *own_functions(void) { return &table; }

/* Calls a member of a table of functions, each of which gets the table itself. */
EXPORT int call_member(void *table, int index, int value) {
  int (**member)(void *, int) = table;
  return member[index](table, value);
}
