package org.bascule.windowsjna.world.callback;

import java.util.concurrent.Semaphore;

/**
 * A Java thread for callbacks on a thread of the DLL's: it runs them one by one, while the lane's
 * own thread waits, until it is detached or that thread ends. So a program sees its threads come
 * and go as JNA's rules say, however long the lane lives.
 */
final class AttachedThread {
  /** The one that is the calling thread; null on all others. */
  private static final ThreadLocal<AttachedThread> CURRENT = new ThreadLocal<>();

  private final Semaphore called = new Semaphore(0);
  private final Semaphore returned = new Semaphore(0);

  // Handed over by the semaphores. No callback means that the DLL's thread has ended.
  private Runnable callback;
  private boolean detach;
  private boolean over;
  private Runnable farewell = () -> {};

  /** Where its callbacks run; set before it is started. */
  private Thread thread;

  /**
   * One that is attached.
   *
   * @param detach whether it ends with its first callback, unless that says otherwise
   */
  AttachedThread(boolean detach) {
    this.detach = detach;
  }

  /** The calling thread; null if it is none. */
  static AttachedThread current() {
    return CURRENT.get();
  }

  /** Starts it. */
  void start(Thread newThread) {
    thread = newThread;
    newThread.start();
  }

  /** What its thread runs. */
  void body() {
    CURRENT.set(this);
    try {
      while (!over) {
        called.acquireUninterruptibly();
        serve();
      }
    } finally {
      CURRENT.remove();
      farewell.run();
    }
  }

  private void serve() {
    boolean ending = true;
    try {
      if (callback != null) {
        callback.run();
        ending = detach;
      }
    } finally {
      callback = null;
      over = ending;
      returned.release();
    }
  }

  /**
   * Runs a callback there and waits for it.
   *
   * @return whether the thread is still attached; if not, it has ended
   */
  boolean run(Runnable next) {
    callback = next;
    called.release();
    returned.acquireUninterruptibly();
    boolean going = !over;
    if (!going) {
      awaitEnd();
    }
    return going;
  }

  /** The DLL's thread has ended. */
  void end() {
    called.release();
  }

  /**
   * On the thread itself: whether it ends with its present callback.
   *
   * @param last what it does at its end
   */
  void detach(boolean wanted, Runnable last) {
    detach = wanted;
    farewell = last;
  }

  private void awaitEnd() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
