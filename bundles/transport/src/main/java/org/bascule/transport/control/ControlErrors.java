package org.bascule.transport.control;

import java.time.Duration;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;

/** What can go wrong on the control channel, in words. */
final class ControlErrors {
  private ControlErrors() {}

  static BasculeException noAnswer(String operation, Duration timeout) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.PROTOCOL,
            operation,
            "",
            "an answer of the host within " + timeout.toMillis() + " ms",
            "no answer",
            "see whether the host process is stopped or the machine overloaded; close the session"
                + " if it stays so"));
  }

  static Diagnosis laneRefused(RefusedException refused) {
    return new Diagnosis(
        ErrorCode.SHARED_MEMORY,
        "open a lane to the Wine host",
        "",
        "a thread and two FIFOs in the host",
        refused.said(),
        "use fewer threads at once, and see that the host can open files of this user");
  }

  static BasculeException mapRefused(long address, long size, RefusedException refused) {
    return new BasculeException(
        new Diagnosis(
            ErrorCode.SHARED_MEMORY,
            "map shared memory into the Wine host",
            "%d bytes at 0x%x".formatted(size, address),
            "the host's consent",
            refused.said(),
            "see that the prefix maps drive Z: to / and that the host can open files of this user"),
        refused);
  }
}
