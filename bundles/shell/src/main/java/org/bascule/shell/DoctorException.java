package org.bascule.shell;

/** Ends {@code wine:doctor} with a failure; the lines before it say what to do. */
public final class DoctorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DoctorException(long failed, int all) {
    super("wine:doctor: " + failed + " of " + all + " checks failed; each says what to do");
  }
}
