package org.bascule.bridge;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A single-threaded apartment: one Windows thread that has called {@code CoInitializeEx} and runs a
 * message loop, and one Java thread that belongs to it. Timers, window procedures and COM objects
 * made here call back on that Java thread, whenever they like. What is run here should be short:
 * meanwhile no message is dispatched, unless the DLL does so itself.
 *
 * <p>Used by any thread.
 */
@ProviderType
public interface Apartment extends Executor, AutoCloseable {
  /** Its name, and that of its Java thread. */
  String name();

  /** The id of its Windows thread, as {@code PostThreadMessage} wants it; an unsigned number. */
  int windowsThread();

  /**
   * Runs a task here, between two messages, and waits for it. In the apartment itself it is run at
   * once.
   *
   * @throws Exception what the task throws
   * @throws org.bascule.error.HostEndedException if the apartment has ended before it came to that
   */
  <T> T call(Callable<T> task) throws Exception;

  /**
   * Runs a task here, some time, after those that were given before. What it throws goes into the
   * log.
   *
   * @throws org.bascule.error.HostEndedException if the apartment has ended
   */
  @Override
  void execute(Runnable task);

  /**
   * An object whose methods are run here, by {@link #call}: a loaded library that belongs to this
   * apartment, for instance.
   *
   * @param type an interface
   */
  <T> T bind(Class<T> type, T object);

  /**
   * Ends the message loop after the tasks that were given before, and waits for it, unless it is
   * called in the apartment itself. Idempotent.
   */
  @Override
  void close();
}
