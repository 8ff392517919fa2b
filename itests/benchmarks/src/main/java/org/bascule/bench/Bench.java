package org.bascule.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bascule.bench.growth.Growth;
import org.bascule.bench.report.Document;
import org.bascule.bench.report.Machine;
import org.bascule.bench.report.Part;
import org.bascule.bench.report.Point;
import org.bascule.bench.report.Report;
import org.bascule.bench.report.Section;

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
    if (asked.get().document()) {
      document(report);
    }
  }

  private static void document(Report report) throws IOException, InterruptedException {
    Notes.say("growth");
    List<Point> growth =
        Commands.lines(Section.FREE, Growth.class).stream().map(Point::parse).toList();
    System.setProperty("java.awt.headless", "true");
    Path docs = Path.of(System.getProperty("bascule.bench.docs", "distribution/docs"));
    new Document(docs).write(report, growth);
    Notes.say("written: performance.md in %s", docs);
  }
}
