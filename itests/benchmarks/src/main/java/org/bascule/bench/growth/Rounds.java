package org.bascule.bench.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Times something again and again by the clock alone, without JMH. */
final class Rounds {
  private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(60);
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 2;

  private Rounds() {}

  /** Something that is done a number of times. */
  @FunctionalInterface
  interface Work {
    void repeat(long times);
  }

  /** Nanoseconds for one time: the median of several rounds, of which the first only warm up. */
  static double median(Work work) {
    List<Double> times = new ArrayList<>();
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      double time = round(work);
      if (i >= 0) {
        times.add(time);
      }
    }
    return median(times);
  }

  /** The median of what was measured. */
  static double median(List<Double> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  private static double round(Work work) {
    long times = 1;
    while (true) {
      long start = System.nanoTime();
      work.repeat(times);
      long took = System.nanoTime() - start;
      if (took >= ROUND_NANOS / 2) {
        return (double) took / times;
      }
      times *= 2;
    }
  }
}
