package org.bascule.shell;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was typed behind {@code wine:call}. Options are looked for in front of the library only:
 * what stands behind the prototype belongs to the DLL, also {@code -p} and {@code -5}.
 */
record CallLine(TypedWords options, String library, String prototype, List<Object> arguments) {
  static final String USAGE =
      "wine:call [-a|--abi X64|X86] [-p|--codepage N] [--strict] [--timeout TIME]"
          + " LIBRARY|ADDRESS \"PROTOTYPE\" ARGS...";

  static final Misuse MISUSE = new Misuse("wine:call", USAGE);

  /**
   * Takes the words apart.
   *
   * @throws org.bascule.error.ValueException if the library or prototype is missing, or an option
   *     is unknown
   */
  static CallLine parse(List<Object> words) {
    return parse(MISUSE, words);
  }

  /** The same behind another command. */
  static CallLine parse(Misuse misuse, List<Object> words) {
    TypedWords typed = TypedWords.parse(misuse, true, words);
    List<Object> rest = typed.rest();
    if (rest.size() < 2) {
      throw misuse.missing("", "a library and a prototype", rest.size() + " of the two were given");
    }
    return new CallLine(
        typed,
        String.valueOf(rest.get(0)),
        String.valueOf(rest.get(1)),
        rest.subList(2, rest.size()).stream().map(CallLine::plain).toList());
  }

  /** Gogo's tokens are texts of a class of its own; its lists are separated by blanks only. */
  static Object plain(Object word) {
    if (word instanceof Collection<?> list) {
      return list.stream().flatMap(CallLine::elements).toList();
    }
    if (word instanceof Map<?, ?> map) {
      Map<String, Object> members = new LinkedHashMap<>();
      map.forEach((name, value) -> members.put(String.valueOf(name), plain(value)));
      return members;
    }
    return word instanceof CharSequence ? word.toString() : word;
  }

  /** An element, or several with commas between them, as C separates them. */
  private static Stream<Object> elements(Object element) {
    return element instanceof CharSequence text
        ? Arrays.stream(text.toString().split(",")).filter(part -> !part.isEmpty()).map(o -> o)
        : Stream.of(plain(element));
  }
}
