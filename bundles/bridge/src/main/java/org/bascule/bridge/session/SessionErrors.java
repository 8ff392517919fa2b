package org.bascule.bridge.session;

import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostStartException;

/** What can go wrong when a session is opened, in words. */
final class SessionErrors {
  private SessionErrors() {}

  /**
   * The bridge was closed before, or meanwhile.
   *
   * @param cause how the opening noticed, or null
   */
  static HostStartException closed(Throwable cause) {
    return new HostStartException(
        new Diagnosis(
            ErrorCode.HOST_START,
            "open a session",
            "",
            "an open bridge",
            "it has been closed",
            "ask for the service Bascule again, or make a bridge of your own"),
        cause);
  }
}
