package org.bascule.bench;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the command line asks for.
 *
 * @param quick less time for each benchmark
 * @param document whether the manual's page is to be written
 * @param pattern which benchmarks
 */
record Arguments(boolean quick, boolean document, Pattern pattern) {
  static final String USAGE =
      """
      usage: java -jar benchmarks.jar [--quick] [--document] [PATTERN]
        --quick      the whole table in two minutes, less exact
        --document   also measures growth, and writes performance.md of the manual with its plots
        PATTERN      a regular expression over the benchmarks' names, such as 'Text|JnaAdd'
      """;

  private static final Pattern EVERYTHING = Pattern.compile("");

  /** Reads them; empty if they cannot be understood. */
  static Optional<Arguments> parse(String... arguments) {
    ArrayDeque<String> rest = new ArrayDeque<>(List.of(arguments));
    boolean quick = rest.removeFirstOccurrence("--quick");
    boolean document = rest.removeFirstOccurrence("--document");
    if (rest.size() > 1 || (!rest.isEmpty() && (document || rest.peek().startsWith("--")))) {
      return Optional.empty();
    }
    try {
      Pattern pattern = rest.isEmpty() ? EVERYTHING : Pattern.compile(rest.peek());
      return Optional.of(new Arguments(quick, document, pattern));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }
}
