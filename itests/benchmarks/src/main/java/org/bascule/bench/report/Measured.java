package org.bascule.bench.report;

import java.util.List;
import java.util.Optional;

/**
 * One result.
 *
 * @param name the benchmark
 * @param nanoseconds mean time of one operation
 * @param error half the width of its 99.9 % confidence interval; NaN if there is none
 * @param bytes allocated in one operation; NaN if that was not measured
 */
public record Measured(String name, double nanoseconds, double error, double bytes) {
  private static final String SEPARATOR = "\t";

  /** A time alone. */
  public Measured(String name, double nanoseconds) {
    this(name, nanoseconds, Double.NaN, Double.NaN);
  }

  /** One line for {@link #parse}. */
  public String format() {
    return String.join(
        SEPARATOR,
        name,
        Double.toString(nanoseconds),
        Double.toString(error),
        Double.toString(bytes));
  }

  /** What {@link #format} has written. */
  public static Measured parse(String line) {
    String[] part = line.split(SEPARATOR);
    return new Measured(
        part[0],
        Double.parseDouble(part[1]),
        Double.parseDouble(part[2]),
        Double.parseDouble(part[3]));
  }

  /** The result of a benchmark among others. */
  static Optional<Measured> find(List<Measured> results, String name) {
    return results.stream().filter(result -> result.name().equals(name)).findFirst();
  }
}
