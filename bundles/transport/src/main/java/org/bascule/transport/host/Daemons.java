package org.bascule.transport.host;

/** Threads that keep no JVM alive and no application's class loader in memory. */
public final class Daemons {
  private Daemons() {}

  /** Starts a thread. */
  public static Thread start(String name, Runnable work) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(Daemons.class.getClassLoader());
    thread.start();
    return thread;
  }
}
