package org.bascule.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * How callbacks of one kind behave on threads that the DLL has made itself. Used by any thread.
 *
 * @param <T> what the functions are in Java
 */
@ConsumerType
public interface CallbackRules<T> {
  /** Threads as the session makes them, exceptions into the log. */
  CallbackRules<Object> DEFAULT = new CallbackRules<>() {};

  /**
   * The Java thread for a thread of the DLL's whose first callback is this one; empty for what the
   * session's options say.
   */
  default Optional<CallbackThread> thread(T function) {
    return Optional.empty();
  }

  /**
   * An exception that the function has thrown while a call of this JVM's waits for the DLL.
   *
   * @return true if that is settled: the DLL gets 0, and the call returns as the DLL lets it; false
   *     to have it thrown where the call returns
   */
  default boolean caught(T function, Throwable exception) {
    return false;
  }

  /**
   * An exception that the function has thrown on such a thread, where no caller can get it.
   *
   * @return false to have it logged
   */
  default boolean uncaught(T function, Throwable exception) {
    return false;
  }
}
