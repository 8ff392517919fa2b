package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.bascule.itest.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Calls and callbacks of random kinds nested at random, on several threads, while the garbage
 * collector runs. {@code -Dbascule.test.traffic.seconds=600} is the long form.
 */
class RandomTrafficIT {
  @RegisterExtension static final UpcallSession WINE = new UpcallSession();

  private static final long SECONDS = Long.getLong("bascule.test.traffic.seconds", 20);

  /** However fast the machine is, no more than that in a second. */
  private static final long MOST_CALLS = SECONDS * 50_000;

  private static final int THREADS = 3;
  private static final int CALLS_BETWEEN_COLLECTIONS = 10_000;

  private final AtomicLong calls = new AtomicLong();
  private final LongAdder thrown = new LongAdder();

  @Test
  void everyAnswerIsRight() throws Exception {
    long seed = Seed.random("RandomTrafficIT").nextLong();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> running = new ArrayList<>();
    try {
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(seed + i);
        running.add(pool.submit(() -> run(random, end)));
      }
      for (Future<?> thread : running) {
        thread.get(SECONDS + 120, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
    System.out.printf(
        "RandomTrafficIT: %d calls with a callback each, %d exceptions%n",
        calls.get(), thrown.sum());
    assertThat(calls.get()).isGreaterThan(1000);
    assertThat(thrown.sum()).isPositive();
    assertThat(WINE.session().lanes()).isLessThanOrEqualTo(THREADS + 1);
  }

  private void run(Random random, long end) {
    Traffic traffic = new Traffic(WINE.load(Traffic.Upcalls.class), random);
    while (System.nanoTime() < end && calls.get() < MOST_CALLS) {
      traffic.top();
      long before = calls.get();
      long made = traffic.takeCalls();
      thrown.add(traffic.takeThrown());
      if (before / CALLS_BETWEEN_COLLECTIONS != (before + made) / CALLS_BETWEEN_COLLECTIONS) {
        System.gc();
      }
      calls.addAndGet(made);
    }
  }
}
