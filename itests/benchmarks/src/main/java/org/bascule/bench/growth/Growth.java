package org.bascule.bench.growth;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bascule.bench.Notes;

/** Measures growth: a JVM of its own. */
public final class Growth {
  private Growth() {}

  /**
   * Measures all of it.
   *
   * @param arguments the file to write, a line for each point
   */
  public static void main(String[] arguments) throws Exception {
    List<String> lines = new ArrayList<>();
    List<Grower> growers =
        List.of(new MoreThreads(), new MoreBytes(), new MoreFunctions(), new MoreMarshallers());
    for (Grower grower : growers) {
      grower.grow(
          point -> {
            Notes.say(
                "  %s: %s, %,d",
                point.growing().name().toLowerCase(Locale.ROOT), point.series(), point.size());
            lines.add(point.format());
          });
    }
    Files.write(Path.of(arguments[0]), lines);
    System.exit(0);
  }
}
