package org.bascule.transport.lane;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Lets lanes be opened while there is room for them, and only a few at the same time, so that each
 * is answered soon. Thread-safe.
 */
final class Admission {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int AT_ONCE = 8;

  private final LaneLimit limit;
  private final HostLife life;
  private final Runnable reaper;
  private final Semaphore doors = new Semaphore(AT_ONCE, true);
  private int lanes;
  private int opening;

  /**
   * No lanes yet.
   *
   * @param reaper closes what nobody needs any more; called while somebody waits
   */
  Admission(LaneLimit limit, HostLife life, Runnable reaper) {
    this.limit = limit;
    this.life = life;
    this.reaper = reaper;
  }

  /**
   * Opens a lane.
   *
   * @throws org.bascule.error.BasculeException with code {@code SHARED_MEMORY} if there are too
   *     many and none is given up within a short time
   */
  PrivateLane admit(Supplier<PrivateLane> opener) {
    doors.acquireUninterruptibly();
    boolean counted = false;
    boolean opened = false;
    try {
      await();
      counted = true;
      PrivateLane lane = opener.get();
      opened = true;
      return lane;
    } finally {
      doors.release();
      if (counted) {
        settle(opened);
      }
    }
  }

  /** A lane has been closed. */
  synchronized void left() {
    lanes--;
  }

  private void await() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    LaneLimit.Reached reached = enter();
    while (reached != null) {
      if (life.over()) {
        throw life.ended(LaneFactory.OPEN);
      }
      if (System.nanoTime() - deadline >= 0) {
        throw LaneErrors.tooMany(count(), reached);
      }
      reaper.run();
      LockSupport.parkNanos(PAUSE_NANOS);
      reached = enter();
    }
  }

  private synchronized LaneLimit.Reached enter() {
    LaneLimit.Reached reached = limit.reached(lanes, opening);
    if (reached == null) {
      lanes++;
      opening++;
    }
    return reached;
  }

  private synchronized void settle(boolean opened) {
    opening--;
    if (!opened) {
      lanes--;
    }
  }

  private synchronized int count() {
    return lanes;
  }
}
