package org.bascule.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The manual's page on performance: what is measured goes between two marks, the rest stays. */
public final class Document {
  static final String BEGIN = "<!-- measured: written by ./bascule bench --document -->";
  static final String END = "<!-- end of what is measured -->";

  private static final String PAGE = "performance.md";
  private static final String PLOTS = "plots";

  private final Path directory;

  /** The page and its plots lie in this folder of the manual. */
  public Document(Path directory) {
    this.directory = directory;
  }

  /** Writes the measured part of the page, and the plots. */
  public void write(Report report, List<Point> growth) throws IOException {
    Path page = directory.resolve(PAGE);
    String whole = replace(Files.readString(page), measured(report, growth));
    new Plots(directory.resolve(PLOTS)).write(report, growth);
    Files.writeString(page, whole);
  }

  /** The page with another measured part. */
  static String replace(String page, String measured) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          PAGE + " must have the line " + BEGIN + " and below it " + END + "; put them there");
    }
    return page.substring(0, begin + BEGIN.length())
        + "\n\n"
        + measured
        + "\n"
        + page.substring(end);
  }

  /** Tables, captions and links to the plots. */
  static String measured(Report report, List<Point> growth) {
    StringBuilder text = new StringBuilder();
    text.append("## One run\n\n```text\n").append(report.text()).append("```\n\n");
    text.append("![Latency per shape](plots/").append(Plots.LATENCY).append(")\n\n## Growth\n");
    for (Growing growing : Growing.values()) {
      Map<String, List<Point>> curves = Point.curves(growing, growth);
      text.append("\n").append(growing.caption()).append(":\n\n```text\n");
      text.append(table(growing.label(), curves)).append("```\n\n");
      text.append("![Growth with ").append(growing.label()).append("](plots/");
      text.append(growing.file()).append(")\n");
    }
    return text.toString();
  }

  private static String table(String label, Map<String, List<Point>> curves) {
    StringBuilder rows = new StringBuilder(cell("%-12s", label));
    curves.keySet().forEach(name -> rows.append(cell("%22s", name)));
    TreeSet<Long> sizes = new TreeSet<>();
    curves.values().forEach(curve -> curve.forEach(point -> sizes.add(point.size())));
    for (long size : sizes) {
      rows.append('\n').append(cell("%-12s", String.format(Locale.ROOT, "%,d", size)));
      curves.values().forEach(curve -> rows.append(cell("%22s", Figures.time(time(curve, size)))));
    }
    return rows.append('\n').toString();
  }

  private static String cell(String format, String text) {
    return String.format(Locale.ROOT, format, text);
  }

  private static double time(List<Point> curve, long size) {
    return curve.stream()
        .filter(point -> point.size() == size)
        .mapToDouble(Point::nanoseconds)
        .findFirst()
        .orElse(Double.NaN);
  }
}
