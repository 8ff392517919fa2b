package org.bascule.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotsTest {
  private static final long LARGEST = 60_000;

  @TempDir private Path directory;

  @Test
  void writesAFileForEachPlotAndKeepsItSmall() throws IOException {
    List<Measured> everything = new ArrayList<>();
    List<Point> points = new ArrayList<>();
    for (Shape shape : Catalogue.shapes()) {
      shape.benchmarks().forEach(name -> everything.add(new Measured(name, everything.size() + 1)));
    }
    for (Growing growing : Growing.values()) {
      for (long size = 0; size < 1 << 28; size = 4 * size + 1) {
        points.add(new Point(growing, "Bascule", size, 1000 + size));
        points.add(new Point(growing, "two memcpys", size, 100 + size));
      }
    }
    new Plots(directory)
        .write(new Report("", List.of(new Part(Section.FREE, "", everything)), ""), points);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.toList())
          .allSatisfy(
              file -> {
                assertThat(file).content().startsWith("<?xml").endsWith("</svg>\n");
                assertThat(file).content().doesNotContainPattern("[0-9]\\.[0-9]{2}[^\"]*Z");
                assertThat(Files.size(file)).isLessThan(LARGEST);
              })
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrder(
              "latency.svg",
              "growth-threads.svg",
              "growth-bytes.svg",
              "growth-functions.svg",
              "growth-marshallers.svg");
    }
  }

  @Test
  void aPointSurvivesItsLine() {
    Point point = new Point(Growing.BYTES, "two memcpys", 1 << 28, 12.5);
    assertThat(Point.parse(point.format())).isEqualTo(point);
  }
}
