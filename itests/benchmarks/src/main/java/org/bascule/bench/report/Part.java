package org.bascule.bench.report;

import java.util.List;

/**
 * What one section of the table has to show.
 *
 * @param load the load averages before it was measured
 */
public record Part(Section section, String load, List<Measured> results) {
  /** With a list of its own. */
  public Part {
    results = List.copyOf(results);
  }
}
