package org.bascule.error;

/**
 * The host process has ended: the DLL called {@code exit}, was killed, or the session was closed
 * meanwhile.
 */
public class HostEndedException extends BasculeException {
  private static final long serialVersionUID = 1L;

  /** An exception with this diagnosis. */
  public HostEndedException(Diagnosis diagnosis) {
    super(diagnosis);
  }

  /** The same that another one tells with less. */
  public HostEndedException(Diagnosis diagnosis, HostEndedException cause) {
    super(diagnosis, cause);
  }
}
