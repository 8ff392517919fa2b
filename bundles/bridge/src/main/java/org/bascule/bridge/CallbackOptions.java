package org.bascule.bridge;

import org.bascule.spi.CallbackThread;

/**
 * How a session's callbacks run.
 *
 * @param thread the Java threads of threads that the DLL makes itself
 * @param afterException what becomes of the later callbacks of a call of which one has thrown
 */
public record CallbackOptions(CallbackThread thread, AfterException afterException) {
  /** Daemon threads named by the session; later callbacks are not run. */
  public static final CallbackOptions DEFAULT =
      new CallbackOptions(CallbackThread.DEFAULT, AfterException.REFUSE);

  public CallbackOptions {
    Given.value(thread, "thread");
    Given.value(afterException, "afterException");
  }

  /** What becomes of the later callbacks of a call of which one has thrown. */
  public enum AfterException {
    /** They are not run; the DLL gets 0 for each. */
    REFUSE,
    /** They are run as if nothing had happened. */
    RUN
  }

  /** The same with other threads. */
  public CallbackOptions withThread(CallbackThread other) {
    return new CallbackOptions(other, afterException);
  }

  /** The same with another policy. */
  public CallbackOptions withAfterException(AfterException other) {
    return new CallbackOptions(thread, other);
  }
}
