package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.bascule.bridge.HostBlock;
import org.bascule.error.BasculeException;
import org.bascule.itest.Leftovers;
import org.bascule.itest.OpenSession;
import org.bascule.itest.Seed;
import org.bascule.itest.TestBed;
import org.bascule.spi.WindowsMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Memory that both sides see for as long as they like, and much of it. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedMemoryIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final int WORDS = 1000;
  private static final int MEBI = 1 << 20;

  @Test
  void bothSidesSeeWhatTheOtherWritesWithoutACall() {
    try (HostBlock block = WINE.session().allocate((long) WORDS * Integer.BYTES)) {
      WindowsMemory memory = block.memory();
      assertThat(memory.getInt(0)).isZero();
      assertThat(WINE.demo("int fill_when_told(void *words, int count)", block.address(), WORDS))
          .isEqualTo(1);
      assertThat(memory.getInt(4)).isZero();
      memory.putInt(0, 1);
      assertThat(Leftovers.await(Duration.ofSeconds(20), () -> memory.getInt(0) == 2)).isNotNull();
      for (int i = 1; i < WORDS; i++) {
        assertThat(memory.getInt(4L * i)).isEqualTo(i * i);
      }
    }
  }

  @Test
  void aFunctionWorksOnABlockInPlace() {
    try (HostBlock block = WINE.session().allocate(12)) {
      block.memory().putFloats(0, new float[] {3, 1, 2}, 0, 3);
      WINE.demo("void bubblesort(void *a, int n)", block.address(), 3);
      float[] sorted = new float[3];
      block.memory().getFloats(0, sorted, 0, 3);
      assertThat(sorted).containsExactly(1, 2, 3);
    }
  }

  @Test
  void blocksAreGivenBack() {
    for (int i = 0; i < 2000; i++) {
      try (HostBlock block = WINE.session().allocate(MEBI)) {
        block.memory().putByte(MEBI - 1, (byte) i);
        assertThat(block.memory().getByte(MEBI - 1)).isEqualTo((byte) i);
      }
    }
  }

  private static final String WHY =
      TestBed.byWidth(
          "no setting helps, for a Java buffer ends below 2 GiB", "more has no room in this host");

  @Test
  void refusesABlockOfNothingAndOneOfTooMuch() {
    assertThatThrownBy(() -> WINE.session().allocate(0))
        .hasMessage(
            """
            BSC-402 cannot allocate shared memory
              expected: a size above 0 and an alignment that is a power of two of at most 4096
              actual: size 0, alignment 16
              remedy: correct the request""");
    assertThatThrownBy(() -> WINE.session().allocate(1L << 50))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-404 cannot allocate shared memory
              expected: at most MOST bytes in one block
              actual: 1125899906842624 bytes
              remedy: split the data into several blocks or calls; WHY"""
                .replace("MOST", TestBed.byWidth("2147418112", "1610612736"))
                .replace("WHY", WHY));
  }

  @Test
  void moves64MebibytesOfFloatsInAndOut() {
    float[] numbers = random(16 * MEBI);
    float[] scaled = numbers.clone();
    WINE.demo("void scale_floats(float a[n], size_t n, float by)", scaled, scaled.length, 0.5);
    assertScaled(numbers, scaled);
  }

  @Test
  void movesAGibibyteOfFloatsInAndOut() {
    long bytes =
        TestBed.narrow()
            ? Math.min(1L << 30, TestBed.largestNarrow(WINE.session()) * 4 / 5)
            : 1L << 30;
    float[] numbers = new float[(int) (bytes / Float.BYTES)];
    Arrays.fill(numbers, 3);
    WINE.demo("void scale_floats(float a[n], size_t n, float by)", numbers, numbers.length, 0.5);
    for (float number : numbers) {
      if (number != 1.5f) {
        assertThat(number).isEqualTo(1.5f);
      }
    }
  }

  @Test
  void refusesABufferThatNoBlockCanHold() {
    assertThatThrownBy(
            () ->
                WINE.demo(
                    "void append_w([out] wchar_t text[n], int n, const wchar_t *suffix)",
                    "",
                    (1 << 30) + 8,
                    "x"))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-404 cannot allocate shared memory
              expected: at most MOST bytes in one block
              actual: 2147483664 bytes
              remedy: split the data into several blocks or calls; WHY"""
                .replace("MOST", TestBed.byWidth("2147418112", "1610612736"))
                .replace("WHY", WHY));
  }

  private static float[] random(int count) {
    Random random = Seed.random("SharedMemoryIT");
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = random.nextFloat();
    }
    return numbers;
  }

  private static void assertScaled(float[] numbers, float[] scaled) {
    for (int i = 0; i < numbers.length; i++) {
      if (scaled[i] != numbers[i] * 0.5f) {
        assertThat(scaled[i]).as("element %d", i).isEqualTo(numbers[i] * 0.5f);
      }
    }
  }
}
