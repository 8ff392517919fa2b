package org.bascule.bridge.errand;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bascule.lifetime.Daemons;

/**
 * A bounded number of threads that do what others hand over, in the order in which it comes. They
 * are started when they are needed and end when they have had nothing to do for a while. Whoever
 * waits parks and holds no monitor, so that a virtual thread leaves its carrier. Thread-safe.
 */
public final class Errands implements AutoCloseable {
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final String name;
  private final int most;
  private final long idleNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Errand> waiting = new ArrayDeque<>();
  private int threads;
  private int idle;
  private int started;
  private boolean closed;

  /**
   * No threads yet.
   *
   * @param name of the threads, before their numbers
   * @param most how many there may be at once
   */
  public Errands(String name, int most) {
    this(name, most, IDLE_NANOS);
  }

  Errands(String name, int most, long idleNanos) {
    this.name = name;
    this.most = most;
    this.idleNanos = idleNanos;
  }

  /**
   * Has the work done and waits for it; an interrupt is kept for later. When these are closed, the
   * calling thread does it itself.
   *
   * @throws Throwable what the work has thrown: the same object, with a note of the caller's stack
   */
  @SuppressWarnings("unchecked")
  public <T> T run(Work<T> work) throws Throwable {
    Errand errand = new Errand(work);
    return accept(errand) ? (T) errand.await() : work.run();
  }

  /** How many threads there are. */
  public int threads() {
    lock.lock();
    try {
      return threads;
    } finally {
      lock.unlock();
    }
  }

  /** How much waits for a thread. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** What has been handed over is still done; then the threads end. Does not wait for that. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean accept(Errand errand) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      waiting.add(errand);
      if (idle >= waiting.size()) {
        changed.signal();
      } else if (threads < most) {
        start(errand);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void start(Errand errand) {
    threads++;
    try {
      Daemons.start(name + "-" + ++started, this::serve);
    } catch (Throwable e) {
      threads--;
      // Otherwise one of the others does it, later.
      if (threads == 0) {
        waiting.remove(errand);
        throw e;
      }
    }
  }

  private void serve() {
    while (serveNext()) {
      // In a frame of its own, so that nothing is kept of an errand while there is none.
    }
  }

  private boolean serveNext() {
    Errand next = next();
    if (next == null) {
      return false;
    }
    next.run();
    return true;
  }

  /** The next one, or null if the thread is to end. */
  private Errand next() {
    lock.lock();
    idle++;
    try {
      long left = idleNanos;
      while (waiting.isEmpty()) {
        if (closed || left <= 0) {
          threads--;
          return null;
        }
        left = awaitChange(left);
      }
      return waiting.remove();
    } finally {
      idle--;
      lock.unlock();
    }
  }

  private long awaitChange(long nanos) {
    try {
      return changed.awaitNanos(nanos);
    } catch (InterruptedException e) {
      // Nobody has a reason to; the round begins again.
      return idleNanos;
    }
  }
}
