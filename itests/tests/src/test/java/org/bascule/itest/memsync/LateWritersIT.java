package org.bascule.itest.memsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bascule.bridge.MemoryMode;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thread of the DLL goes on writing into what a call was lent: it spoils nothing of others. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LateWritersIT {
  private static final String DLL = TestBed.dll("strays").toString();
  private static final int CALLS = 100_000;
  private static final int FAULT = 1_000_000;

  /** Of strays.dll. */
  public interface Strays {
    int start_late(byte[] p, int size);

    int late_writes();

    int late_faults();

    int stop_late();

    int sum_bytes(byte[] p, int count);

    int stray(byte[] p, int from, int count, int value);
  }

  @ParameterizedTest
  @EnumSource
  void othersAreNotDisturbed(MemoryMode mode) throws Exception {
    try (Session session = Standalone.bascule().open(TestBed.options().withMemory(mode))) {
      Strays strays = session.load(DLL, Strays.class);
      sums(strays, 1);
      assertThat(strays.start_late(new byte[64], 64)).isOne();
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(
              () -> sums(strays, CALLS / 2), work -> new Thread(work).start());
      sums(strays, CALLS / 2);
      other.get();
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
      int rounds = 0;
      while (System.nanoTime() < until) {
        sums(strays, 100);
        rounds++;
      }
      assertThat(rounds).isPositive();
      int written = strays.stop_late();
      if (mode == MemoryMode.STRICT) {
        // Its first write after the call was its last.
        assertThat(written).isGreaterThanOrEqualTo(FAULT);
      } else {
        assertThat(written).isPositive();
      }
    }
  }

  private static void sums(Strays strays, int calls) {
    byte[] ones = new byte[100];
    Arrays.fill(ones, (byte) 1);
    byte[] p = new byte[16];
    for (int i = 0; i < calls; i += 2) {
      if (strays.sum_bytes(ones, ones.length) != ones.length) {
        throw new AssertionError("somebody has written into the argument of call " + i);
      }
      strays.stray(p, 15, 1, 16);
      for (int at = 0; at < p.length; at++) {
        if (p[at] != at + 1) {
          throw new AssertionError("somebody has written into the result of call " + i);
        }
      }
    }
  }
}
