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
      result = work.run();
    } catch (Throwable e) {
      failure = e;
    } finally {
      thread.setContextClassLoader(before);
      // A callback may have interrupted the thread that it was run on.
      Thread.interrupted();
      work = null;
      done = true;
      LockSupport.unpark(waiter);
    }
  }

  /**
   * Waits until it is done, whoever interrupts meanwhile: the DLL cannot be stopped.
   *
   * @throws Throwable what the work has thrown, itself
   */
  Object await() throws Throwable {
    boolean interrupted = false;
    while (!done) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      waiter.interrupt();
    }
    if (failure != null) {
      throw CallerTrace.noted(failure);
    }
    return result;
  }
}
