package org.bascule.error;

/** Wine, its prefix or the host process could not be started. */
public class HostStartException extends BasculeException {
  private static final long serialVersionUID = 1L;

  /** An exception with this diagnosis. */
  public HostStartException(Diagnosis diagnosis) {
    super(diagnosis);
  }

  /** An exception with this diagnosis that another one caused. */
  public HostStartException(Diagnosis diagnosis, Throwable cause) {
    super(diagnosis, cause);
  }
}
