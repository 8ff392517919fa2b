package org.bascule.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.bascule.bench.report.Section;
import org.junit.jupiter.api.Test;

class BusyNeighbourTest {
  @Test
  void spinsUntilItIsClosed() throws IOException {
    ProcessHandle process;
    try (BusyNeighbour neighbour = BusyNeighbour.start(Section.FREE)) {
      process = ProcessHandle.of(neighbour.pid()).orElseThrow();
      assertThat(process.isAlive()).isTrue();
    }
    assertThat(process.isAlive()).isFalse();
  }
}
