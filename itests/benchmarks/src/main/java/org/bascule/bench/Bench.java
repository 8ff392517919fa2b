package org.bascule.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bascule.bench.report.Machine;
import org.bascule.bench.report.Part;
import org.bascule.bench.report.Report;

/**
 * Measures what a call costs, beside its references: {@code java -jar benchmarks.jar}. The table
 * goes to stdout, what is going on to stderr.
 */
public final class Bench {
  private Bench() {}

  /** Runs the benchmarks that the arguments select, or all of them. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Optional<Arguments> asked = Arguments.parse(arguments);
    if (asked.isEmpty()) {
      System.err.print(Arguments.USAGE);
      System.exit(2);
    }
    List<Part> parts = new Run(asked.get()).measure();
    if (parts.isEmpty()) {
      Notes.say("no benchmark's name has %s", asked.get().pattern());
      System.exit(1);
    }
    Report report = new Report(Machine.describe(), parts, Machine.load());
    System.out.print(report.text());
  }
}
