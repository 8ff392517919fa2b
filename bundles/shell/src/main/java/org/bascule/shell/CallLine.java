package org.bascule.shell;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;

/**
 * What was typed behind {@code wine:call}. Options are looked for in front of the library only:
 * what stands behind the prototype belongs to the DLL, also {@code -p} and {@code -5}.
 */
record CallLine(OptionalInt codePage, String library, String prototype, List<Object> arguments) {
  static final String USAGE = "wine:call [-p|--codepage N] LIBRARY|ADDRESS \"PROTOTYPE\" ARGS...";

  /**
   * Takes the words apart.
   *
   * @throws ValueException if the library or prototype is missing, or an option is unknown
   */
  static CallLine parse(List<Object> words) {
    OptionalInt codePage = OptionalInt.empty();
    int at = 0;
    while (at < words.size() && isOption(words.get(at))) {
      String option = words.get(at).toString();
      if (!option.equals("-p") && !option.equals("--codepage")) {
        throw misuse(ErrorCode.BAD_TEXT, option, "the option -p or --codepage", "unknown option");
      }
      if (at + 1 == words.size()) {
        throw misuse(ErrorCode.ARITY, option, "a code page behind " + option, "nothing");
      }
      codePage = OptionalInt.of(codePage(words.get(at + 1).toString()));
      at += 2;
    }
    List<Object> rest = words.subList(at, words.size());
    if (rest.size() < 2) {
      throw misuse(
          ErrorCode.ARITY, "", "a library and a prototype", rest.size() + " of the two were given");
    }
    return new CallLine(
        codePage,
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

  private static boolean isOption(Object word) {
    return word instanceof CharSequence text && text.length() > 1 && text.charAt(0) == '-';
  }

  private static int codePage(String text) {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw misuse(
          ErrorCode.BAD_TEXT, "code page", "a number such as 65001 or 1252", '"' + text + '"');
    }
  }

  private static ValueException misuse(
      ErrorCode code, String subject, String expected, String actual) {
    return new ValueException(
        new Diagnosis(code, "run wine:call", subject, expected, actual, "type: " + USAGE));
  }
}
