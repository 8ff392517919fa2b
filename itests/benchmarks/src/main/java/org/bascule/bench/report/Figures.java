package org.bascule.bench.report;

import java.util.Locale;

/** How numbers are written. */
final class Figures {
  static final String ABSENT = "–";

  private static final String[] UNITS = {"ns", "µs", "ms", "s"};
  private static final double STEP = 1000;

  private Figures() {}

  /** A time with four digits and its unit. */
  static String time(double nanoseconds) {
    if (Double.isNaN(nanoseconds)) {
      return ABSENT;
    }
    double value = nanoseconds;
    int unit = 0;
    while (value >= STEP && unit < UNITS.length - 1) {
      value /= STEP;
      unit++;
    }
    int digits = value < 10 ? 2 : value < 100 ? 1 : 0;
    return number(value, digits) + " " + UNITS[unit];
  }

  /** A number with so many digits behind the point. */
  static String number(double value, int digits) {
    return Double.isNaN(value) ? ABSENT : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** How much one thing is of another. */
  static String ratio(double one, double other) {
    return number(one / other, 2);
  }

  /** The uncertainty of a result, in percent of it. */
  static String uncertainty(Measured result) {
    return Double.isNaN(result.error())
        ? ABSENT
        : number(100 * result.error() / result.nanoseconds(), 0) + " %";
  }
}
