# Writes mixed.c: functions of up to 12 arguments whose names say their types, one letter an argument.
# Every arity has a lone double among integers and a lone integer among doubles at every position, so that each register
# and each stack cell is met by both kinds; then come shapes of all kinds, from a generator with a fixed seed.

function shape(letters,    i, parameters, fold) {
  if (letters in seen) return
  seen[letters] = 1
  for (i = 1; i <= length(letters); i++) {
    parameters = parameters (i > 1 ? ", " : "") type[substr(letters, i, 1)] " a" i
    fold = fold "  h = FOLD(h, a" i ");\n"
  }
  printf "EXPORT uint64_t mix_%s(%s) {\n  uint64_t h = START;\n%s  return h;\n}\n\n", letters, parameters, fold
}

function repeat(letter, count,    text) {
  while (count-- > 0) text = text letter
  return text
}

function next_random(below) {
  state = (state * 1103515245 + 12345) % 2147483648
  return int(state / 65536) % below
}

BEGIN {
  letters = "bBsSiIlLfdp"
  split("int8_t uint8_t int16_t uint16_t int32_t uint32_t int64_t uint64_t float double", names, " ")
  for (i = 1; i <= 10; i++) type[substr(letters, i, 1)] = names[i]
  type["p"] = "void *"

  print "/* Made by mixed.awk. */\n#include \"fold.h\"\n"
  for (arity = 1; arity <= 12; arity++) {
    shape(repeat("l", arity))
    shape(repeat("i", arity))
    shape(repeat("f", arity))
    shape(repeat("d", arity))
    for (at = 0; at < arity; at++) {
      shape(repeat("l", at) "d" repeat("l", arity - at - 1))
      shape(repeat("d", at) "l" repeat("d", arity - at - 1))
      shape(repeat("i", at) "f" repeat("i", arity - at - 1))
    }
  }
  state = 20260101
  for (n = 0; n < 120; n++) {
    arity = 2 + next_random(11)
    text = ""
    for (i = 0; i < arity; i++) text = text substr(letters, 1 + next_random(11), 1)
    shape(text)
  }
}
