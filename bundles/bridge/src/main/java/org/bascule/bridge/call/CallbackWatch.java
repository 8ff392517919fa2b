package org.bascule.bridge.call;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bascule.lifetime.Daemons;

/**
 * Ends the host when the limit of a call passes while Java runs one of its callbacks, and
 * interrupts the callback. Its thread is there only while there are such calls. Thread-safe.
 */
final class CallbackWatch implements AutoCloseable {
  private static final long IDLE_SECONDS = 5;

  private final Consumer<String> giveUp;
  private ScheduledThreadPoolExecutor clock;
  private boolean closed;

  /**
   * Watches nothing yet.
   *
   * @param giveUp ends the host for that reason
   */
  CallbackWatch(Consumer<String> giveUp) {
    this.giveUp = giveUp;
  }

  /** A callback that runs, and is to end in time. */
  static final class Watched {
    private final Thread thread = Thread.currentThread();
    private ScheduledFuture<?> alarm;
    private boolean running = true;
    private boolean late;

    private synchronized void interrupt(Runnable giveUp) {
      if (running) {
        late = true;
        giveUp.run();
        thread.interrupt();
      }
    }

    /**
     * It has ended; nothing is left of the interrupt that was for it. On its thread.
     *
     * @return whether it was too late
     */
    synchronized boolean end() {
      running = false;
      if (alarm != null) {
        alarm.cancel(false);
      }
      if (late) {
        Thread.interrupted();
      }
      return late;
    }
  }

  /**
   * Begins to watch the calling thread.
   *
   * @param nanos until it is too late
   * @param reason why the host is ended then
   */
  Watched start(long nanos, String reason) {
    Watched watched = new Watched();
    synchronized (this) {
      if (!closed) {
        watched.alarm =
            clock()
                .schedule(
                    () -> watched.interrupt(() -> giveUp.accept(reason)),
                    nanos,
                    TimeUnit.NANOSECONDS);
      }
    }
    return watched;
  }

  private ScheduledThreadPoolExecutor clock() {
    if (clock == null) {
      clock = new ScheduledThreadPoolExecutor(1, work -> Daemons.create("bascule-limits", work));
      clock.setRemoveOnCancelPolicy(true);
      clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
      clock.allowCoreThreadTimeOut(true);
    }
    return clock;
  }

  /** The host has ended. Callbacks that run are interrupted if they are late, but not watched. */
  @Override
  public synchronized void close() {
    closed = true;
    if (clock != null) {
      clock.shutdown();
    }
  }
}
