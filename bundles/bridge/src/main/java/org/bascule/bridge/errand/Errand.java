package org.bascule.bridge.errand;

import java.util.concurrent.locks.LockSupport;

/** One piece of work on its way from the thread that waits for it to the one that does it. */
final class Errand {
  private final Thread waiter = Thread.currentThread();
  private final ClassLoader loader = waiter.getContextClassLoader();
  private Work<?> work;
  private Object result;
  private Throwable failure;
  private volatile boolean done;

  /** Who does it just now; guarded by this, as what follows. */
  private Thread worker;

  private boolean interrupted;

  /** From the calling thread. */
  Errand(Work<?> work) {
    this.work = work;
  }

  /** Does it, with the waiter's context class loader; leaves nothing of it at the thread. */
  void run() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      thread.setContextClassLoader(loader);
      begin(thread);
      result = work.run();
    } catch (Throwable e) {
      failure = e;
    } finally {
      thread.setContextClassLoader(before);
      end();
      work = null;
      done = true;
      LockSupport.unpark(waiter);
    }
  }

  private synchronized void begin(Thread thread) {
    worker = thread;
    if (interrupted) {
      thread.interrupt();
    }
  }

  private synchronized void end() {
    worker = null;
    // The waiter's interrupt was passed on, or a callback has interrupted the thread it ran on.
    Thread.interrupted();
  }

  /** Has the one who does it interrupted in the waiter's place. */
  private synchronized void passOn() {
    interrupted = true;
    if (worker != null) {
      worker.interrupt();
    }
  }

  /**
   * Waits until it is done, whoever interrupts meanwhile: an interrupt is passed on.
   *
   * @throws Throwable what the work has thrown, itself
   */
  Object await() throws Throwable {
    boolean was = false;
    while (!done) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        was = true;
        passOn();
      }
    }
    if (was) {
      waiter.interrupt();
    }
    if (failure != null) {
      throw CallerTrace.noted(failure);
    }
    return result;
  }
}
