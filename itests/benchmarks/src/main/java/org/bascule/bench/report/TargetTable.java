package org.bascule.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What was reached beside what is asked. */
public final class TargetTable {
  private static final String ROW = "%-31s %-50s %9s %9s  %s%n";

  private TargetTable() {}

  /** A line for each target of which everything was measured; empty if there is none. */
  public static String of(List<Target> targets, List<Part> parts) {
    StringBuilder rows = new StringBuilder();
    for (Target target : targets) {
      OptionalDouble reached = target.reached(parts);
      if (reached.isPresent()) {
        rows.append(row(target, reached.getAsDouble()));
      }
    }
    return rows.isEmpty()
        ? ""
        : String.format(Locale.ROOT, ROW, "target", "where", "reached", "at most", "")
                .stripTrailing()
            + "\n"
            + rows;
  }

  private static String row(Target target, double reached) {
    return String.format(
        Locale.ROOT,
        ROW,
        target.what(),
        target.section().title(),
        target.format(reached),
        target.format(target.atMost()),
        reached <= target.atMost() ? "met" : "not met");
  }
}
