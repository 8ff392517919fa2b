package org.bascule.bridge;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a host, and so each DLL, sees of the JVM's own environment, where passwords and keys may
 * stand. Immutable.
 *
 * @param all all of it, but for what the user has said of his own Wine and screen; otherwise a
 *     short list: {@code PATH}, {@code LD_LIBRARY_PATH}, {@code HOME}, {@code USER}, {@code
 *     LOGNAME}, {@code LANG}, {@code LANGUAGE}, {@code LC_*}, {@code TZ}, {@code TZDIR}, {@code
 *     TMPDIR}, {@code TMP} and {@code TEMP}
 * @param names variables that are seen in any case; a {@code *} at the end stands for any text
 */
public record Inheritance(boolean all, List<String> names) {
  /** The short list and no more. */
  public static final Inheritance SHORT = new Inheritance(false, List.of());

  /** Everything. */
  public static final Inheritance ALL = new Inheritance(true, List.of());

  private static final Pattern NAME = Pattern.compile("[^=*\\s\\x00]+\\*?");

  /**
   * What may be inherited.
   *
   * @throws org.bascule.error.ValueException if one cannot be the name of a variable
   */
  public Inheritance {
    names = Given.list(names, "inheritance");
    for (String name : names) {
      Given.fitting(
          NAME.matcher(name).matches(),
          "inheritance",
          "names of variables, at most with a * at the end",
          '"' + name.replace("\0", "\\0") + '"');
    }
  }

  /** The same names, with all others or not. */
  public Inheritance withAll(boolean all) {
    return new Inheritance(all, names);
  }

  /** The same with other names. */
  public Inheritance withNames(List<String> names) {
    return new Inheritance(all, names);
  }
}
