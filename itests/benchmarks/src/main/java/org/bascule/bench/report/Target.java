package org.bascule.bench.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is asked of a benchmark: a ratio to another one, which holds on any machine, or a time.
 *
 * @param what for people
 * @param reference the other benchmark; empty where a time is asked
 * @param atMost the ratio, or nanoseconds
 */
public record Target(
    String what, Section section, String ours, Optional<String> reference, double atMost) {
  static Target ratio(String what, Section section, String ours, String reference, double atMost) {
    return new Target(what, section, ours, Optional.of(reference), atMost);
  }

  static Target time(String what, Section section, String ours, double nanoseconds) {
    return new Target(what, section, ours, Optional.empty(), nanoseconds);
  }

  /** What was reached; empty if it was not measured. */
  OptionalDouble reached(List<Part> parts) {
    OptionalDouble time = time(parts, ours);
    if (reference.isEmpty() || time.isEmpty()) {
      return time;
    }
    OptionalDouble other = time(parts, reference.get());
    return other.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(time.getAsDouble() / other.getAsDouble());
  }

  /** A number of the kind that is asked, as people read it. */
  String format(double value) {
    return reference.isEmpty() ? Figures.time(value) : Figures.number(value, 2);
  }

  private OptionalDouble time(List<Part> parts, String name) {
    return parts.stream()
        .filter(part -> part.section() == section)
        .flatMap(part -> Measured.find(part.results(), name).stream())
        .mapToDouble(Measured::nanoseconds)
        .findFirst();
  }
}
