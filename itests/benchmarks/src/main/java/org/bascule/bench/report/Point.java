package org.bascule.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One point of a curve.
 *
 * @param series what was measured, in a word or two
 * @param size how much there was of what grows
 */
public record Point(Growing growing, String series, long size, double nanoseconds) {
  private static final String SEPARATOR = "\t";

  /** One line for {@link #parse}. */
  public String format() {
    return String.join(
        SEPARATOR, growing.name(), series, Long.toString(size), Double.toString(nanoseconds));
  }

  /** What {@link #format} has written. */
  public static Point parse(String line) {
    String[] part = line.split(SEPARATOR);
    return new Point(
        Growing.valueOf(part[0]), part[1], Long.parseLong(part[2]), Double.parseDouble(part[3]));
  }

  /** The curves of one plot, in the order in which they were measured. */
  static Map<String, List<Point>> curves(Growing growing, List<Point> points) {
    return points.stream()
        .filter(point -> point.growing() == growing)
        .collect(Collectors.groupingBy(Point::series, LinkedHashMap::new, Collectors.toList()));
  }
}
