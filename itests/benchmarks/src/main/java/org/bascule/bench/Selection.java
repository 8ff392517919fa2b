package org.bascule.bench;

import java.util.List;
import java.util.regex.Pattern;
import org.bascule.bench.report.Section;
import org.bascule.bench.report.Shape;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** The benchmarks of one section that somebody wants. */
record Selection(List<String> names) {
  private static final String HERE = "org.bascule.bench.";

  /** Those of the section's shapes whose names the pattern finds. */
  static Selection of(List<Shape> shapes, Section section, Pattern pattern) {
    return new Selection(
        shapes.stream()
            .filter(shape -> shape.sections().contains(section))
            .flatMap(shape -> shape.benchmarks().stream())
            .distinct()
            .filter(name -> pattern.matcher(HERE + name).find())
            .toList());
  }

  /** Those of a class. */
  List<String> of(Class<?> type) {
    return names.stream().filter(name -> name.startsWith(type.getSimpleName() + ".")).toList();
  }

  /** Those of all other classes. */
  List<String> without(Class<?>... types) {
    return names.stream()
        .filter(name -> List.of(types).stream().noneMatch(type -> of(type).contains(name)))
        .toList();
  }

  /** Tells JMH of one benchmark; what follows the colon is its parameter. */
  static void select(String name, ChainedOptionsBuilder options) {
    String[] parts = name.split(":", 2);
    options.include("^" + Pattern.quote(HERE + parts[0]) + "$");
    if (parts.length > 1) {
      options.param(BridgeFloats.SIZE, parts[1]);
    }
  }
}
