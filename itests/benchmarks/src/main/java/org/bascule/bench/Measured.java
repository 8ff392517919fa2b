package org.bascule.bench;

/**
 * One result.
 *
 * @param name the benchmark
 * @param nanoseconds mean time of one operation
 * @param error half the width of its 99.9 % confidence interval; NaN if there is none
 * @param bytes allocated in one operation; NaN if that was not measured
 */
record Measured(String name, double nanoseconds, double error, double bytes) {
  private static final String SEPARATOR = "\t";

  /** One line for {@link #parse}. */
  String format() {
    return String.join(
        SEPARATOR,
        name,
        Double.toString(nanoseconds),
        Double.toString(error),
        Double.toString(bytes));
  }

  static Measured parse(String line) {
    String[] part = line.split(SEPARATOR);
    return new Measured(
        part[0],
        Double.parseDouble(part[1]),
        Double.parseDouble(part[2]),
        Double.parseDouble(part[3]));
  }
}
