package org.bascule.bench.report;

import java.util.List;

/**
 * What one run has measured.
 *
 * @param machine on what
 * @param parts the sections
 * @param loadAfter the load averages at its end
 */
public record Report(String machine, List<Part> parts, String loadAfter) {
  /** The machine and the load, the table, what was reached of what is asked. */
  public String text() {
    String targets = TargetTable.of(Catalogue.targets(), parts);
    return machine
        + "\nload (1, 5, 15 min): in brackets, before each section; after the last "
        + loadAfter
        + "\n\n"
        + Table.of(Catalogue.shapes(), parts)
        + (targets.isEmpty() ? "" : "\n" + targets);
  }
}
