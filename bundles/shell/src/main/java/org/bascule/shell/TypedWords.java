package org.bascule.shell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was typed behind a command that Gogo does not take apart: options in front, and the rest.
 *
 * @param codePage of {@code char} text
 * @param strict whether what is lent to the DLL has pages of its own
 * @param timeout how long a call may take
 */
record TypedWords(
    Width width,
    OptionalInt codePage,
    boolean strict,
    Optional<Duration> timeout,
    List<Object> rest) {
  /**
   * Takes the words apart.
   *
   * @param calls whether there are the options for calls
   * @throws org.bascule.error.ValueException if an option is unknown or has no value
   */
  static TypedWords parse(Misuse misuse, boolean calls, List<Object> words) {
    Width width = Width.UNTOLD;
    OptionalInt codePage = OptionalInt.empty();
    boolean strict = false;
    Optional<Duration> timeout = Optional.empty();
    int at = 0;
    while (at < words.size() && isOption(words.get(at))) {
      String option = words.get(at).toString();
      if (option.equals("-a") || option.equals("--abi")) {
        width = Width.of(misuse, value(misuse, "a width", words, at));
        at += 2;
      } else if (calls && (option.equals("-p") || option.equals("--codepage"))) {
        codePage = OptionalInt.of(codePage(misuse, value(misuse, "a code page", words, at)));
        at += 2;
      } else if (calls && option.equals("--strict")) {
        strict = true;
        at++;
      } else if (calls && option.equals("--timeout")) {
        timeout = Optional.of(TypedTime.parse(misuse, value(misuse, "a time", words, at)));
        at += 2;
      } else {
        String known =
            "the option -a or --abi" + (calls ? ", -p or --codepage, --strict, --timeout" : "");
        throw misuse.badText(option, known, "unknown option");
      }
    }
    return new TypedWords(width, codePage, strict, timeout, words.subList(at, words.size()));
  }

  private static boolean isOption(Object word) {
    return word instanceof CharSequence text && text.length() > 1 && text.charAt(0) == '-';
  }

  private static String value(Misuse misuse, String what, List<Object> words, int at) {
    if (at + 1 == words.size()) {
      Object option = words.get(at);
      throw misuse.missing(option.toString(), what + " behind " + option, "nothing");
    }
    return words.get(at + 1).toString();
  }

  private static int codePage(Misuse misuse, String text) {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw misuse.badText("code page", "a number such as 65001 or 1252", '"' + text + '"');
    }
  }
}
