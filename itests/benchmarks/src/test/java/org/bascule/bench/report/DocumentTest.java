package org.bascule.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
  private static final Report REPORT = new Report("2 CPUs (a model)", Samples.PARTS, "0 0 0");
  private static final List<Point> GROWTH =
      List.of(
          new Point(Growing.THREADS, "Bascule", 1, 200),
          new Point(Growing.THREADS, "JNA", 1, 400),
          new Point(Growing.THREADS, "Bascule", 16, 3210),
          new Point(Growing.BYTES, "Bascule", 0, 210),
          new Point(Growing.BYTES, "Bascule", 268_435_456, 85_300_000),
          new Point(Growing.FUNCTIONS, "bind", 10_000, 45_600),
          new Point(Growing.MARSHALLERS, "bind", 500, 61_200));

  @TempDir private Path directory;

  @Test
  void showsTablesAndPlots() {
    assertThat(Document.measured(REPORT, GROWTH))
        .isEqualTo(
            "## One run\n\n```text\n"
                + REPORT.text()
                + """
            ```

            ![Latency per shape](plots/latency.svg)

            ## Growth

            Threads that call `add` at once; the time of a call of one thread:

            ```text
            threads                    Bascule                   JNA
            1                           200 ns                400 ns
            16                         3.21 µs                     –
            ```

            ![Growth with threads](plots/growth-threads.svg)

            Bytes of floats, in and out; the time of a call:

            ```text
            bytes                      Bascule
            0                           210 ns
            268,435,456                85.3 ms
            ```

            ![Growth with bytes](plots/growth-bytes.svg)

            Functions of one interface; the time for one of them:

            ```text
            functions                     bind
            10,000                     45.6 µs
            ```

            ![Growth with functions](plots/growth-functions.svg)

            Marshallers beside the standard ones; the time for one function:

            ```text
            marshallers                   bind
            500                        61.2 µs
            ```

            ![Growth with marshallers](plots/growth-marshallers.svg)
            """);
  }

  @Test
  void keepsWhatStandsAroundTheMeasuredPart() {
    String page = "# Page\n\n" + Document.BEGIN + "\nold\n" + Document.END + "\nlast\n";
    assertThat(Document.replace(page, "new\n"))
        .isEqualTo("# Page\n\n" + Document.BEGIN + "\n\nnew\n\n" + Document.END + "\nlast\n");
  }

  @Test
  void refusesAPageWithoutMarksAndLeavesItAlone() throws IOException {
    Path page = directory.resolve("performance.md");
    Files.writeString(page, "# Page\n");
    assertThatThrownBy(() -> new Document(directory).write(REPORT, GROWTH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "performance.md must have the line"
                + " <!-- measured: written by ./bascule bench --document -->"
                + " and below it <!-- end of what is measured -->; put them there");
    assertThat(directory).isDirectoryNotContaining("glob:**plots");
    assertThat(page).hasContent("# Page\n");
  }

  @Test
  void writesPageAndPlots() throws IOException {
    Path page = directory.resolve("performance.md");
    Files.writeString(page, Document.BEGIN + "\n" + Document.END + "\n");
    new Document(directory).write(REPORT, GROWTH);
    assertThat(page).content().contains(Document.measured(REPORT, GROWTH));
    assertThat(directory.resolve("plots/growth-bytes.svg")).exists();
  }
}
