package org.bascule.lifetime;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Child processes that keep nothing of whoever starts them. The JDK waits for the end of each with
 * a thread that has, until then, the context class loader of the starter, and on a JVM before 24
 * the loaders of everybody on his stack.
 */
public final class Processes {
  private Processes() {}

  /**
   * Starts a process from a thread that has nothing to inherit, and waits for that. An interrupt
   * does not end the waiting.
   *
   * @throws IOException as {@link ProcessBuilder#start}
   */
  public static Process start(ProcessBuilder builder) throws IOException {
    FutureTask<Process> starting = new FutureTask<>(builder::start);
    Daemons.start("bascule-start", starting);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return starting.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException failure(Throwable cause) {
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return (IOException) cause;
  }
}
