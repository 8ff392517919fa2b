package org.bascule.transport.control;

import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.protocol.Failure;
import org.bascule.protocol.FailureCode;

/** The host has answered a control request with a failure. */
public final class RefusedException extends BasculeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  RefusedException(String operation, Failure failure) {
    super(
        new Diagnosis(
            ErrorCode.PROTOCOL,
            operation,
            "",
            "the host's consent",
            actual(failure),
            "start a new session; report it if it happens again"));
    this.code = failure.code();
  }

  /** A constant of {@link FailureCode}. */
  public int code() {
    return code;
  }

  /** What the host said. */
  public String said() {
    return diagnosis().actual();
  }

  private static String actual(Failure failure) {
    int code = failure.code();
    String name =
        code >= FailureCode.BadFrame && code <= FailureCode.BadArgument
            ? FailureCode.name(code)
            : "failure " + code;
    String win32 = failure.win32Error() == 0 ? "" : " (Windows error " + failure.win32Error() + ")";
    return name + ": " + failure.detail() + win32;
  }
}
