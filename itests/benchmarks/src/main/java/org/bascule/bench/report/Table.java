package org.bascule.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All shapes, section by section, each beside what it is compared with. */
public final class Table {
  private static final String ROW = "%-31s %9s %6s %9s  %9s %6s  %9s %6s  %9s %6s";

  private final StringBuilder text = new StringBuilder();
  private final List<Shape> shapes;

  private Table(List<Shape> shapes) {
    this.shapes = shapes;
  }

  /** The table as text, with a line for each shape of which anything was measured. */
  public static String of(List<Shape> shapes, List<Part> parts) {
    Table table = new Table(shapes);
    table.line(
        ROW, "", "Bascule", "±", "B/op", "JNA", "ratio", "direct", "ratio", "floor", "ratio");
    parts.forEach(table::section);
    return table.text.toString();
  }

  private void section(Part part) {
    line("%n%s (load %s)", part.section().title(), part.load());
    for (Shape shape : shapes) {
      if (shape.sections().contains(part.section()) && isMeasured(shape, part.results())) {
        row(shape, part.results());
      }
    }
  }

  /** Whoever chose some shapes only is not shown the others, of which a reference is known. */
  private static boolean isMeasured(Shape shape, List<Measured> results) {
    String decides = shape.ours().isEmpty() ? shape.floor() : shape.ours();
    return Measured.find(results, decides).isPresent();
  }

  private void row(Shape shape, List<Measured> results) {
    Optional<Measured> ours = Measured.find(results, shape.ours());
    double time = ours.map(Measured::nanoseconds).orElse(Double.NaN);
    double jna = time(results, shape.jna());
    double direct = time(results, shape.direct());
    double floor = time(results, shape.floor());
    line(
        ROW,
        shape.title(),
        Figures.time(time),
        ours.map(Figures::uncertainty).orElse(Figures.ABSENT),
        ours.map(o -> Figures.number(o.bytes(), 1)).orElse(Figures.ABSENT),
        Figures.time(jna),
        Figures.ratio(time, jna),
        Figures.time(direct),
        Figures.ratio(time, direct),
        Figures.time(floor),
        Figures.ratio(time, floor));
  }

  private static double time(List<Measured> results, String name) {
    return Measured.find(results, name).map(Measured::nanoseconds).orElse(Double.NaN);
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments).stripTrailing()).append('\n');
  }
}
