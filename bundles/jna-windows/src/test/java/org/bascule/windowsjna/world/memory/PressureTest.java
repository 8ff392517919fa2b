package org.bascule.windowsjna.world.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PressureTest {
  private static final long PIECE = Pressure.STEP / 4;

  private final Queue<Long> garbage = new ArrayDeque<>();
  private int collections;
  private final Pressure pressure = new Pressure(this::collect);

  private void collect() {
    collections++;
    while (!garbage.isEmpty()) {
      pressure.give(garbage.remove());
    }
  }

  @Test
  void littleIsNotWorthACollection() {
    for (int i = 0; i < 4; i++) {
      pressure.take(PIECE);
    }
    assertThat(collections).isZero();
  }

  @Test
  void garbageDoesNotGrowWithoutBounds() {
    for (int i = 0; i < 400; i++) {
      pressure.take(PIECE);
      garbage.add(PIECE);
      assertThat(garbage).hasSizeLessThan(8);
    }
    assertThat(collections).isBetween(50, 100);
  }

  @Test
  void whoReallyNeedsMuchIsAskedOnceForEachStep() {
    for (int i = 0; i < 400; i++) {
      pressure.take(PIECE);
    }
    assertThat(collections).isEqualTo(80);
  }
}
