package org.bascule.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bascule.bench.report.Catalogue;
import org.bascule.bench.report.Machine;
import org.bascule.bench.report.Measured;
import org.bascule.bench.report.Part;
import org.bascule.bench.report.Section;

/** All sections of the table, one after the other. */
final class Run {
  private final Arguments arguments;
  private final Pace pace;

  Run(Arguments arguments) {
    this.arguments = arguments;
    this.pace = Pace.of(arguments.quick());
  }

  /** What was measured; sections of which nothing is wanted are left out. */
  List<Part> measure() throws IOException, InterruptedException {
    List<Part> parts = new ArrayList<>();
    for (Section section : Section.values()) {
      Selection selection = Selection.of(Catalogue.shapes(), section, arguments.pattern());
      if (!selection.names().isEmpty()) {
        Notes.say("%s: %d benchmarks", section.title(), selection.names().size());
        parts.add(new Part(section, Machine.load(), measure(section, selection)));
      }
    }
    return parts;
  }

  private List<Measured> measure(Section section, Selection selection)
      throws IOException, InterruptedException {
    boolean busy = section == Section.BUSY;
    try (BusyNeighbour neighbour = busy ? BusyNeighbour.start(section) : null) {
      if (neighbour != null) {
        Notes.say("  the neighbour is process %d", neighbour.pid());
      }
      return measureAlone(section, selection);
    }
  }

  private List<Measured> measureAlone(Section section, Selection selection)
      throws IOException, InterruptedException {
    List<Measured> results = new ArrayList<>();
    if (!selection.of(RawRoundTrip.class).isEmpty() && section.threads() == 1) {
      Notes.say("  the C program in the place of the JVM");
      results.addAll(RawRoundTrip.measure(section, pace.turns(section.pinned())));
    }
    List<String> options = List.of(pace.name(), String.valueOf(section.threads()));
    List<String> names = selection.without(RawRoundTrip.class, PacedAdd.class);
    if (!names.isEmpty()) {
      results.addAll(child(section, Measurement.class, concatenate(options, names)));
    }
    if (!selection.of(PacedAdd.class).isEmpty()) {
      Notes.say("  a server, %d seconds", 2 * pace.seconds());
      String seconds = String.valueOf(pace.seconds());
      results.addAll(child(section, PacedAdd.class, List.of(seconds)));
    }
    return results;
  }

  private static List<Measured> child(Section section, Class<?> program, List<String> arguments)
      throws IOException, InterruptedException {
    return Commands.lines(section, program, arguments.toArray(String[]::new)).stream()
        .map(Measured::parse)
        .toList();
  }

  private static List<String> concatenate(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
