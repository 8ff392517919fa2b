package org.bascule.bridge.errand;

/**
 * Where the thread stood that has handed the work over; a note at an exception, which itself shows
 * the thread that has done it.
 */
final class CallerTrace extends Exception {
  private static final long serialVersionUID = 1;

  /** Exceptions that are thrown again and again must not collect notes without end. */
  private static final int MOST_NOTES = 16;

  private CallerTrace(Thread thread) {
    super("handed over by " + thread);
  }

  /** The same exception with a note of the calling thread's stack. */
  static Throwable noted(Throwable thrown) {
    if (thrown.getSuppressed().length < MOST_NOTES) {
      thrown.addSuppressed(new CallerTrace(Thread.currentThread()));
    }
    return thrown;
  }
}
