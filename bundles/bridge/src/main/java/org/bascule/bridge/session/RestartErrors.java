package org.bascule.bridge.session;

import org.bascule.bridge.HostEnd;
import org.bascule.bridge.RestartPolicy;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostEndedException;

/** The words for sessions that cannot begin anew. */
final class RestartErrors {
  private RestartErrors() {}

  static HostEndedException tooOften(WineSession last, RestartPolicy policy) {
    return new HostEndedException(
        new Diagnosis(
            ErrorCode.RESTARTED_TOO_OFTEN,
            "begin the session anew",
            last.name(),
            "at most %d restarts within %d s".formatted(policy.most(), policy.within().toSeconds()),
            "so many have been, and the host has ended again: "
                + last.end().map(HostEnd::reason).orElse("it is just ending"),
            "look for the cause of the ends; use the session later, or open another one"));
  }
}
