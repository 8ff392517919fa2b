package org.bascule.spi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.bascule.spi.Abi;
import org.bascule.spi.Sections;
import org.bascule.spi.kit.HeapSections;
import org.junit.jupiter.api.Test;

class GivenCountsTest {
  private final Sections call = new HeapSections(Abi.X64);

  @Test
  void limitsToWhatWasGivenAndNothingElse() {
    for (int i = 0; i < 100; i++) {
      GivenCounts.remember(call, 0x1000 + i, i);
    }
    GivenCounts.remember(call, 0x1005, 50);
    assertThat(GivenCounts.limit(call, 0x1003, 1000)).isEqualTo(3);
    assertThat(GivenCounts.limit(call, 0x1003, 2)).isEqualTo(2);
    assertThat(GivenCounts.limit(call, 0x1005, 1000)).isEqualTo(50);
    assertThat(GivenCounts.limit(call, 0x2000, 1000)).isEqualTo(1000);
  }

  @Test
  void forgetsWithTheCall() {
    GivenCounts.remember(call, 0x1000, 3);
    call.notes(GivenCounts.class, () -> null).forget();
    assertThat(GivenCounts.limit(call, 0x1000, 1000)).isEqualTo(1000);
  }
}
