package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.Session;
import org.bascule.error.BasculeException;
import org.bascule.itest.OpenSession;
import org.bascule.itest.TestBed;
import org.bascule.spi.NativeFunction;
import org.bascule.spi.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Sections of a few bytes, of functions that are called so often that they go with the turn: the
 * DLL and Java must not notice.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TravellingSectionsIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession(TestBed.options());

  private static final String STRAYS = TestBed.dll("strays").toString();
  private static final String STRAY =
      "int stray(unsigned char p[16], int from, int count, int value)";
  private static final int CALLS = 500;

  private final Session session = WINE.session();

  /** What the DLL fills in at its end. */
  public record Bill(
      int quantity, int taxPercent, double price, double discount, double net, double gross) {}

  /** What the DLL offers. */
  public interface Demo {
    double fill_in_bill(Ref<Bill> of);
  }

  @Test
  void aStructGoesAndComes() {
    Demo demo = session.load(TestBed.demo().toString(), Demo.class);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < CALLS; i++) {
      int quantity = random.nextInt(100);
      double price = random.nextInt(1000) / 4.0;
      Ref<Bill> bill = new Ref<>(new Bill(quantity, 10, price, 1, 0, 0));
      double net = quantity * price - 1;
      double gross = net * 110 / 100;
      assertThat(demo.fill_in_bill(bill)).as("seed " + seed).isEqualTo(gross);
      assertThat(bill.get()).isEqualTo(new Bill(quantity, 10, price, 1, net, gross));
    }
  }

  @Test
  void whoWritesAroundItIsToldHoweverOftenItWentWell() {
    FunctionHandle stray = session.function(STRAYS, STRAY);
    byte[] bytes = new byte[16];
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 20; i++) {
        Arrays.fill(bytes, (byte) 0);
        assertThat(stray.call(bytes, 3, i % 10, 77)).isEqualTo(i % 10);
        assertThat(bytes[2]).isEqualTo((byte) 3);
        assertThat(bytes[3]).isEqualTo((byte) (i % 10 == 0 ? 4 : 77));
      }
      Arrays.fill(bytes, (byte) 9);
      assertThatThrownBy(() -> stray.call(bytes, 20, 2, 5))
          .isInstanceOf(BasculeException.class)
          .hasMessage(told("2 bytes behind it, 4 bytes after its end: 05 05"));
      assertThatThrownBy(() -> stray.call(bytes, -64, 1, 5))
          .isInstanceOf(BasculeException.class)
          .hasMessage(told("1 byte before it, 63 bytes ahead of its start: 05"));
      assertThat(bytes).containsOnly(9);
    }
  }

  private static String told(String wrote) {
    return """
        BSC-503 cannot call %s.stray
          expected: that the DLL stays inside the memory that it is given
          actual: argument 0 (section 0, 16 bytes): the DLL wrote %s
          remedy: pass a larger array or buffer, or correct the length; nothing was read back"""
        .formatted(STRAYS, wrote);
  }

  @Test
  void aCallbackSeesItWhereTheDllHasIt() {
    AtomicInteger compared = new AtomicInteger();
    FunctionHandle sort =
        session.function(
            "msvcrt",
            "void qsort(int p[n], size_t n, size_t width,"
                + " int (*compare)(const int *a, const int *b))");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    NativeFunction compare =
        arguments -> {
          compared.incrementAndGet();
          return Integer.compare(((int[]) arguments[0])[0], ((int[]) arguments[1])[0]);
        };
    for (int i = 0; i < CALLS; i++) {
      int[] numbers = random.ints(4).toArray();
      int[] sorted = numbers.clone();
      Arrays.sort(sorted);
      sort.call(numbers, 4, 4, compare);
      assertThat(numbers).as("seed " + seed).isEqualTo(sorted);
    }
    assertThat(compared.get()).isGreaterThanOrEqualTo(3 * CALLS);
  }

  @Test
  void aPointerThatTheDllKeepsSpoilsNobodysCall() {
    FunctionHandle keep =
        session.function(STRAYS, "void keep_memory(int unused, unsigned char p[n], int n)");
    FunctionHandle write = session.function(STRAYS, "void write_kept(int at, int value)");
    FunctionHandle sum =
        session.function(STRAYS, "int sum_bytes(const unsigned char p[count], int count)");
    for (int i = 0; i < CALLS; i++) {
      byte[] bytes = {1, 2, 3, 4, 5, 6, 7, (byte) (i % 8)};
      keep.call(0, bytes, 8);
      write.call(i % 8, 99);
      assertThat(bytes).startsWith(1, 2, 3, 4, 5, 6, 7);
      assertThat(sum.call(bytes, 8)).isEqualTo(28 + i % 8);
    }
  }
}
