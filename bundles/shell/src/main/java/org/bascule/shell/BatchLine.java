package org.bascule.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What was typed behind {@code wine:batch}: libraries, each with the calls behind it in brackets.
 */
record BatchLine(TypedWords options, List<Typed> calls) {
  private static final String UNTIL = "--until";

  /**
   * One call.
   *
   * @param library whose function it is
   * @param until what ends the batch after it
   */
  record Typed(String library, String prototype, List<Object> arguments, Optional<Until> until) {}

  /**
   * Takes the words apart.
   *
   * @throws org.bascule.error.ValueException if something is missing, or an option is unknown
   */
  static BatchLine parse(Misuse misuse, List<Object> words) {
    int front = 0;
    while (front < words.size() && !UNTIL.equals(words.get(front).toString())) {
      front++;
    }
    TypedWords options = TypedWords.parse(misuse, true, words.subList(0, front));
    List<Object> rest = new ArrayList<>(options.rest());
    rest.addAll(words.subList(front, words.size()));
    return new BatchLine(options, calls(misuse, rest));
  }

  private static List<Typed> calls(Misuse misuse, List<Object> words) {
    List<Typed> calls = new ArrayList<>();
    Optional<Until> until = Optional.empty();
    String library = null;
    for (int at = 0; at < words.size(); at++) {
      Object word = words.get(at);
      if (word instanceof Collection<?> call) {
        calls.add(call(misuse, calls.size() + 1, library, List.copyOf(call), until));
      } else if (UNTIL.equals(word.toString())) {
        at++;
        until = Optional.of(Until.parse(misuse, at < words.size() ? words.get(at) : "nothing"));
      } else {
        library = word.toString();
      }
    }
    if (calls.isEmpty()) {
      throw misuse.missing("", "a library and a call in brackets behind it", "no call");
    }
    return calls;
  }

  private static Typed call(
      Misuse misuse, int number, String library, List<?> words, Optional<Until> until) {
    if (library == null || words.isEmpty()) {
      throw misuse.missing(
          "call " + number,
          "a library before it, and a prototype in it",
          library == null ? "no library" : "no prototype");
    }
    List<Object> arguments = words.subList(1, words.size()).stream().map(CallLine::plain).toList();
    return new Typed(library, words.get(0).toString(), arguments, until);
  }
}
