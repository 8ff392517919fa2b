package org.bascule.error;

/**
 * A signature, prototype or type that cannot be bound, where JNA throws {@link
 * IllegalArgumentException}.
 */
public class SignatureException extends IllegalArgumentException implements Diagnosed {
  private static final long serialVersionUID = 1L;

  private final transient Diagnosis diagnosis;

  /** An error with this diagnosis. */
  public SignatureException(Diagnosis diagnosis) {
    super(diagnosis.message());
    this.diagnosis = diagnosis;
  }

  @Override
  public Diagnosis diagnosis() {
    return diagnosis;
  }
}
