package org.bascule.transport.host;

/** Starts the threads of a host. */
@FunctionalInterface
interface Threads {
  /**
   * Starts a daemon.
   *
   * @throws OutOfMemoryError if the system lets this process have no more threads
   */
  Thread start(String name, Runnable work);
}
