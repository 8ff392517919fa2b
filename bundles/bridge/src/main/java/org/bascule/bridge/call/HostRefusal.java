package org.bascule.bridge.call;

import org.bascule.error.BasculeException;
import org.bascule.protocol.Failure;
import org.bascule.protocol.FailureCode;

/**
 * The host did not do what it was asked. Those who know why a request was made turn it into an
 * error with better words.
 */
public final class HostRefusal extends BasculeException {
  private static final long serialVersionUID = 1L;

  private final int failureCode;
  private final int windowsError;
  private final String detail;

  HostRefusal(String operation, Failure failure) {
    super(Faults.request(operation, failure).diagnosis());
    this.failureCode = failure.code();
    this.windowsError = (int) failure.win32Error();
    this.detail = failure.detail();
  }

  /** What Windows gave as {@code GetLastError}; 0 if it was not Windows that refused. */
  public int windowsError() {
    return windowsError;
  }

  /** One line from the host. */
  public String detail() {
    return detail;
  }

  boolean isNoSuchExport() {
    return failureCode == FailureCode.NoSuchExport;
  }

  /** Whether the DLL's own initialisation said no, or failed. */
  public boolean isInitialisationRefused() {
    return failureCode == FailureCode.InitialisationRefused;
  }
}
