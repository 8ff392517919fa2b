package org.bascule.error;

/**
 * A library or function that is not there or cannot be loaded, where JNA throws {@link
 * UnsatisfiedLinkError}.
 */
public class LinkError extends UnsatisfiedLinkError implements Diagnosed {
  private static final long serialVersionUID = 1L;

  private final transient Diagnosis diagnosis;

  /** An error with this diagnosis. */
  public LinkError(Diagnosis diagnosis) {
    super(diagnosis.message());
    this.diagnosis = diagnosis;
  }

  @Override
  public Diagnosis diagnosis() {
    return diagnosis;
  }
}
