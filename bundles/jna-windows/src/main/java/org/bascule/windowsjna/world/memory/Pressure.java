package org.bascule.windowsjna.world.memory;

/**
 * Has the JVM look for garbage when a program has allocated much: it does not see how large the
 * memory is that hangs on a small {@code Memory}. Thread-safe.
 */
final class Pressure {
  /** So much more than before is much. */
  static final long STEP = 1L << 30;

  private final Runnable collector;
  private long taken;
  private long limit = STEP;

  /** Nothing has been allocated. */
  Pressure(Runnable collector) {
    this.collector = collector;
  }

  void take(long bytes) {
    boolean much;
    synchronized (this) {
      taken += bytes;
      much = taken > limit;
      if (much) {
        limit = taken + STEP;
      }
    }
    if (much) {
      collector.run();
    }
  }

  synchronized void give(long bytes) {
    taken -= bytes;
    limit = Math.min(limit, taken + STEP);
  }
}
