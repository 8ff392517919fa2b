package org.bascule.error;

/** An argument that is refused before anything is sent. */
public class ValueException extends IllegalArgumentException implements Diagnosed {
  private static final long serialVersionUID = 1L;

  private final transient Diagnosis diagnosis;

  /** An error with this diagnosis. */
  public ValueException(Diagnosis diagnosis) {
    super(diagnosis.message());
    this.diagnosis = diagnosis;
  }

  @Override
  public Diagnosis diagnosis() {
    return diagnosis;
  }
}
