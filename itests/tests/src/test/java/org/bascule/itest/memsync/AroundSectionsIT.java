package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.FunctionOptions;
import org.bascule.error.BasculeException;
import org.bascule.error.ErrorCode;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A DLL writes around what it was given: nothing of it is lost, and nothing goes unseen. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AroundSectionsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final String DLL = TestBed.dll("strays").toString();
  private static final int SIZE = 16;

  /** As far as a guard reaches at least. */
  private static final int REACH = 64;

  /** Of strays.dll. */
  public interface Strays {
    int stray(byte[] p, int from, int count, int value);

    int stray_beside(byte[] p, int from, int count, int value, byte[] q);
  }

  private final Strays strays = WINE.session().load(DLL, Strays.class);

  @Test
  void whatItWasGivenIsItsOwn() {
    byte[] p = new byte[SIZE];
    assertThat(strays.stray(p, 14, 2, 90)).isEqualTo(2);
    assertThat(p).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 90, 90);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "16  | 1  | 90 | 1 byte behind it, right at its end: 5a",
        "24  | 1  | 90 | 1 byte behind it, 8 bytes after its end: 5a",
        "17  | 3  | 90 | 3 bytes behind it, 1 byte after its end: 5a 5a 5a",
        "47  | 1  | 90 | 1 byte behind it, 31 bytes after its end: 5a",
        "16  | 20 | 90 | 20 bytes behind it, right at its end: 5a 5a 5a 5a 5a 5a 5a 5a 5a 5a 5a 5a"
            + " 5a 5a 5a 5a …",
        "-1  | 1  | 7  | 1 byte before it, right at its start: 07",
        "-16 | 16 | 90 | 16 bytes before it, right at its start: 5a 5a 5a 5a 5a 5a 5a 5a 5a 5a 5a 5a"
            + " 5a 5a 5a 5a",
        "-32 | 1  | 0  | 1 byte before it, 31 bytes ahead of its start: 00",
        "-64 | 64 | 0  | 64 bytes before it, right at its start: 00 00 00 00 00 00 00 00 00 00 00 00"
            + " 00 00 00 00 …"
      })
  void whatItWritesAroundIsTold(int from, int count, int value, String told) {
    byte[] p = new byte[SIZE];
    assertThatThrownBy(() -> strays.stray(p, from, count, value))
        .isInstanceOf(BasculeException.class)
        .hasMessage(
            """
            BSC-503 cannot call %s.stray
              expected: that the DLL stays inside the memory that it is given
              actual: argument 0 (section 0, 16 bytes): the DLL wrote %s
              remedy: pass a larger array or buffer, or correct the length; nothing was read back"""
                .formatted(DLL, told));
    assertThat(p).containsOnly(0);
    whatItWasGivenIsItsOwn();
  }

  @Test
  void theNextArgumentIsNotTheOneThatIsBlamed() {
    byte[] p = new byte[SIZE];
    byte[] q = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
    assertThatThrownBy(() -> strays.stray_beside(p, 32, 4, 90, q))
        .hasMessageContaining(
            "argument 0 (section 0, 16 bytes): the DLL wrote 4 bytes behind it, 16 bytes after its"
                + " end: 5a 5a 5a 5a\n");
    assertThatThrownBy(() -> strays.stray_beside(p, 16 + REACH - 4, 4, 90, q))
        .hasMessageContaining(
            "argument 4 (section 0, 16 bytes): the DLL wrote 4 bytes before it, right at its start:"
                + " 5a 5a 5a 5a\n");
    assertThat(p).containsOnly(0);
    assertThat(q).containsOnly(7);
  }

  @Test
  void whatLiesInsideIsReadAllTheSameIfThatIsAskedFor() {
    FunctionHandle stray =
        WINE.session()
            .function(
                DLL,
                "int stray(unsigned char p[16], int from, int count, int value)",
                FunctionOptions.NONE.withReadAfterOverrun());
    byte[] p = new byte[SIZE];
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> stray.call(p, 15, 3, 90))
          .isInstanceOf(BasculeException.class)
          .hasMessageContaining("the DLL wrote 2 bytes behind it, right at its end: 5a 5a\n");
      assertThat(p).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 90);
    }
    assertThat(stray.call(p, 15, 1, 16)).isEqualTo(1);
  }

  @Test
  void ofAMillionRandomWritesEachIsSeenOrDoesNothing() {
    long seed = System.nanoTime();
    System.out.println("AroundSectionsIT: seed " + seed);
    Random random = new Random(seed);
    byte[] p = new byte[SIZE];
    byte[] q = new byte[SIZE];
    int told = 0;
    for (int i = 0; i < 1_000_000; i++) {
      int from = random.nextInt(2 * REACH + SIZE) - REACH;
      int count = 1 + random.nextInt(from < 0 ? SIZE - from : Math.max(1, SIZE + REACH - from));
      int value = random.nextInt(256);
      boolean inside = from >= 0 && from + count <= SIZE;
      p[0] = 99;
      try {
        assertThat(strays.stray_beside(p, from, count, value, q)).isEqualTo(count);
        requireExpected(p, from, count, value);
      } catch (BasculeException e) {
        assertThat(inside).as("%d %d %d", from, count, value).isFalse();
        assertThat(e.diagnosis().code()).isEqualTo(ErrorCode.SECTION_OVERRUN);
        assertThat(p[0]).isEqualTo((byte) 99);
        told++;
      }
      requireZeros(q);
    }
    assertThat(told).isGreaterThan(700_000);
  }

  /** What lies outside had been written with what stood there. */
  private static void requireExpected(byte[] p, int from, int count, int value) {
    for (int i = 0; i < SIZE; i++) {
      int expected = i >= from && i < from + count ? value : i + 1;
      if (p[i] != (byte) expected) {
        throw new AssertionError(
            "byte %d after %d %d %d: %d".formatted(i, from, count, value, p[i]));
      }
    }
  }

  private static void requireZeros(byte[] q) {
    for (byte each : q) {
      if (each != 0) {
        throw new AssertionError("another argument has changed");
      }
    }
  }
}
