package org.bascule.error;

/** A failure of the road or of the session; what has no counterpart in JNA. */
public class BasculeException extends RuntimeException implements Diagnosed {
  private static final long serialVersionUID = 1L;

  private final transient Diagnosis diagnosis;

  /** An exception with this diagnosis. */
  public BasculeException(Diagnosis diagnosis) {
    this(diagnosis, null);
  }

  /** An exception with this diagnosis that another one caused. */
  public BasculeException(Diagnosis diagnosis, Throwable cause) {
    super(diagnosis.message(), cause);
    this.diagnosis = diagnosis;
  }

  @Override
  public Diagnosis diagnosis() {
    return diagnosis;
  }
}
