package org.bascule.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTableTest {
  @Test
  void saysWhatWasReachedOfWhatIsAsked() {
    assertThat(TargetTable.of(Catalogue.targets(), Samples.PARTS))
        .isEqualTo(
            """
            target                          where                                                reached   at most
            add / bare turn                 all CPUs                                                1.25      1.40  met
            add / JNA's                     all CPUs                                                0.50      0.45  not met
            add / raw call                  pinned to one CPU                                       1.50      1.15  not met
            9 of 10 calls of a server       all CPUs                                             47.0 µs   60.0 µs  met
            """);
  }

  @Test
  void saysNothingIfNothingOfItWasMeasured() {
    assertThat(TargetTable.of(Catalogue.targets(), List.of())).isEmpty();
  }

  @Test
  void theWholeReportNamesMachineAndLoad() {
    List<Part> parts = Samples.PARTS;
    assertThat(new Report("2 CPUs (a model)", parts, "2.00 0.20 0.30").text())
        .isEqualTo(
            """
            2 CPUs (a model)
            load (1, 5, 15 min): in brackets, before each section; after the last 2.00 0.20 0.30

            """
                + Table.of(Catalogue.shapes(), parts)
                + "\n"
                + TargetTable.of(Catalogue.targets(), parts));
  }
}
