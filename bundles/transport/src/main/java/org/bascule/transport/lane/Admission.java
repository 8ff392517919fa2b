package org.bascule.transport.lane;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets lanes be opened while there is room for them, and only a few at the same time, so that each
 * is answered soon. Thread-safe.
 */
final class Admission {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_MILLIS = 200;
  private static final int AT_ONCE = 8;

  private final LaneLimit limit;
  private final HostLife life;
  private final Runnable reaping;
  private final Semaphore doors = new Semaphore(AT_ONCE, true);
  private int lanes;
  private int opening;

  /**
   * No lanes yet.
   *
   * @param reaping has lanes closed soon that nobody needs any more
   */
  Admission(LaneLimit limit, HostLife life, Runnable reaping) {
    this.limit = limit;
    this.life = life;
    this.reaping = reaping;
  }

  /**
   * Opens a lane.
   *
   * @throws org.bascule.error.BasculeException with code {@code SHARED_MEMORY} if there are too
   *     many and none is given up within a short time
   */
  LaneEnd admit(Supplier<LaneEnd> opener) {
    // Running out of stack in the middle of it would leave things behind.
    StackRoom.check();
    enter();
    boolean opened = false;
    boolean inside = passDoor();
    try {
      LaneEnd lane = opener.get();
      opened = true;
      return lane;
    } finally {
      if (inside) {
        doors.release();
      }
      settle(opened);
    }
  }

  /** The doors are a courtesy to the host: nobody stays outside for ever. */
  private boolean passDoor() {
    try {
      return doors.tryAcquire(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A lane has been closed. */
  synchronized void left() {
    lanes--;
    notify();
  }

  /** Counts one more lane, which is about to be opened. */
  private synchronized void enter() {
    LaneLimit.Reached reached = limit.reached(lanes, opening);
    if (reached != null) {
      await(reached);
    }
    lanes++;
    opening++;
  }

  private synchronized void await(LaneLimit.Reached first) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    boolean interrupted = false;
    for (LaneLimit.Reached reached = first;
        reached != null;
        reached = limit.reached(lanes, opening)) {
      if (life.over()) {
        throw life.ended(LaneFactory.OPEN);
      }
      if (System.nanoTime() - deadline >= 0) {
        throw LaneErrors.tooMany(lanes, reached);
      }
      reaping.run();
      try {
        wait(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void settle(boolean opened) {
    opening--;
    if (!opened) {
      left();
    }
  }
}
