package org.bascule.lifetime;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Threads that inherit nothing from whoever happens to cause them: no context class loader, no
 * thread-locals, no thread group, no access control context. On a JVM before 24 the last one alone
 * keeps the class loaders of everybody on the creator's stack for as long as the thread lives.
 */
public final class Daemons {
  private Daemons() {}

  /** A daemon thread that has not been started. */
  public static Thread create(String name, Runnable work) {
    return create(topGroup(), name, 0, work);
  }

  /**
   * The same with more said about it.
   *
   * @param stackSize bytes; 0 for what the JVM gives every thread
   */
  @SuppressWarnings("removal")
  public static Thread create(ThreadGroup group, String name, long stackSize, Runnable work) {
    return AccessController.doPrivileged(
        (PrivilegedAction<Thread>)
            () -> {
              Thread thread = new Thread(group, work, name, stackSize, false);
              thread.setDaemon(true);
              thread.setPriority(Thread.NORM_PRIORITY);
              thread.setContextClassLoader(Daemons.class.getClassLoader());
              return thread;
            });
  }

  /** Starts a daemon thread. */
  public static Thread start(String name, Runnable work) {
    Thread thread = create(name, work);
    thread.start();
    return thread;
  }

  /** The group above all others, which nobody can end. */
  public static ThreadGroup topGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
