package org.bascule.transport.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FreeSpaceTest {
  private static final int SIZE = 1 << 16;

  private record Range(long offset, long size) {}

  private final FreeSpace space = new FreeSpace(4096, SIZE - 4096);

  @Test
  void givesNothingOfWhatIsReserved() {
    assertThat(space.take(16, 1)).isEqualTo(4096);
  }

  @Test
  void alignsAndKeepsWhatIsLeftBefore() {
    space.take(16, 16);

    assertThat(space.take(4096, 4096)).isEqualTo(8192);
    assertThat(space.take(16, 16)).isEqualTo(4096 + 16);
  }

  @Test
  void takesTheTightestRange() {
    long wide = space.take(1024, 16);
    space.take(16, 16);
    long tight = space.take(64, 16);
    space.take(16, 16);
    space.give(wide, 1024);
    space.give(tight, 64);

    assertThat(space.take(48, 16)).isEqualTo(tight);
  }

  @Test
  void saysNoWhenNothingIsLargeEnough() {
    assertThat(space.take(SIZE, 16)).isEqualTo(-1);
  }

  @Test
  void growsTogetherAgainInAnyOrder() {
    long a = space.take(16, 16);
    long b = space.take(16, 16);
    long c = space.take(16, 16);
    space.give(a, 16);
    space.give(c, 16);
    space.give(b, 16);

    assertThat(space.ranges()).isEqualTo(1);
    assertThat(space.free()).isEqualTo(SIZE - 4096);
    assertThat(space.take(SIZE - 4096, 4096)).isEqualTo(4096);
  }

  @Test
  void neverGivesTheSameByteTwice() {
    long seed = System.nanoTime();
    System.out.println("FreeSpaceTest seed " + seed);
    Random random = new Random(seed);
    boolean[] taken = new boolean[SIZE];
    List<Range> given = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      if (random.nextInt(5) < 3) {
        long size = FreeSpace.units(1 + random.nextInt(2000));
        int alignment = 1 << random.nextInt(13);
        long offset = space.take(size, alignment);
        if (offset >= 0) {
          assertThat(offset % alignment).isZero();
          mark(taken, offset, size, true);
          given.add(new Range(offset, size));
        }
      } else if (!given.isEmpty()) {
        Range range = given.remove(random.nextInt(given.size()));
        mark(taken, range.offset, range.size, false);
        space.give(range.offset, range.size);
      }
    }
    given.forEach(range -> space.give(range.offset, range.size));
    assertThat(space.ranges()).isEqualTo(1);
    assertThat(space.free()).isEqualTo(SIZE - 4096);
  }

  private static void mark(boolean[] taken, long offset, long size, boolean value) {
    for (int i = (int) offset; i < offset + size; i++) {
      if (taken[i] == value) {
        throw new AssertionError("byte " + i + " was " + (value ? "" : "not ") + "taken already");
      }
      taken[i] = value;
    }
  }
}
