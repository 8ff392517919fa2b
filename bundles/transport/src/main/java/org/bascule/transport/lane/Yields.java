package org.bascule.transport.lane;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Gives the CPU away between looks, after spinning and before sleeping: where both sides share a
 * CPU that is a third of the price of a sleep. Beside a busy process a yield takes a time slice,
 * and a slow answer makes all of them vain; so what they cost in vain is at most a hundredth of the
 * time. Used by one thread at a time.
 */
final class Yields {
  static final int MOST = 16;

  /** Somebody else has worked meanwhile. */
  static final long LONG_NANOS = 50_000;

  private static final long SHARE = 100;

  private final LongSupplier clock;
  private final Runnable yield;
  private boolean barred;
  private long until;

  Yields() {
    this(System::nanoTime, Thread::yield);
  }

  /**
   * With a clock of its own.
   *
   * @param clock in nanoseconds
   * @param yield gives the CPU to whoever waits for it
   */
  Yields(LongSupplier clock, Runnable yield) {
    this.clock = clock;
    this.yield = yield;
  }

  /** Whether it has come meanwhile. */
  boolean await(BooleanSupplier arrived) {
    long start = clock.getAsLong();
    if (barred && start - until < 0) {
      return false;
    }
    barred = false;
    long before = start;
    for (int i = 0; i < MOST; i++) {
      yield.run();
      boolean here = arrived.getAsBoolean();
      long now = clock.getAsLong();
      if (now - before > LONG_NANOS) {
        bar(start, now);
        return here;
      }
      if (here) {
        return true;
      }
      before = now;
    }
    bar(start, before);
    return false;
  }

  private void bar(long start, long now) {
    barred = true;
    until = now + SHARE * (now - start);
  }
}
