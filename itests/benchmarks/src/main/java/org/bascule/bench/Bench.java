package org.bascule.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what a call costs, beside its references, on all processors and on one: {@code java -jar
 * benchmarks.jar [PATTERN]}. The table goes to stdout, JMH's own words to stderr.
 */
public final class Bench {
  private static final String EVERYTHING = "^org\\.bascule\\.bench\\.";

  private Bench() {}

  /**
   * Runs the benchmarks that the pattern selects, or all of them.
   *
   * @param arguments at most one: a regular expression over the benchmarks' names
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 1) {
      System.err.println("usage: java -jar benchmarks.jar [PATTERN]");
      System.exit(2);
    }
    String pattern = arguments.length == 0 ? EVERYTHING : arguments[0];
    String before = Machine.load();
    List<Measured> free = measure(false, pattern);
    String between = Machine.load();
    List<Measured> pinned = measure(true, pattern);
    System.out.println(Machine.describe());
    System.out.printf(
        "load (1, 5, 15 min): before %s; between the two columns %s; after %s%n%n",
        before, between, Machine.load());
    System.out.print(Table.of(free, pinned));
  }

  private static List<Measured> measure(boolean pinned, String pattern)
      throws IOException, InterruptedException {
    List<Measured> results = new ArrayList<>();
    Path file = Files.createTempFile("bascule-bench", ".tsv");
    try {
      Commands.run(Commands.placed(pinned, jmh(file, pattern)));
      for (String line : Files.readAllLines(file)) {
        results.add(Measured.parse(line));
      }
    } finally {
      Files.delete(file);
    }
    results.addAll(RawRoundTrip.measure(pinned, BridgeAdd.options().prefix()));
    return results;
  }

  private static List<String> jmh(Path file, String pattern) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String prefix = System.getProperty("bascule.test.prefix");
    if (prefix != null) {
      command.add("-Dbascule.test.prefix=" + prefix);
    }
    command.addAll(
        List.of("-XX:+IgnoreUnrecognizedVMOptions", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", Commands.jar().toString(), Measurement.class.getName()));
    command.addAll(List.of(file.toString(), pattern));
    return command;
  }
}
