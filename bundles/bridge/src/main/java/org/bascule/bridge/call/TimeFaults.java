package org.bascule.bridge.call;

import java.time.Duration;
import java.util.List;
import org.bascule.error.CallInterruptedException;
import org.bascule.error.CallTimeoutException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;

/** The words for calls that take too long. */
final class TimeFaults {
  private static final int MOST_PLACES = 6;
  private static final String ENDED =
      "; nothing else stops foreign code, so the host has been ended, and all calls in it have"
          + " failed";

  private TimeFaults() {}

  /** {@code call demo.fill has not returned within 2 s}. */
  static String late(String operation, Duration limit) {
    return quoted(operation) + " took longer than " + text(limit);
  }

  /**
   * The limit of a call has passed.
   *
   * @param innermost what the host was doing
   * @param limited what the limit was for: the same, or a call around it
   */
  static CallTimeoutException timeout(
      String innermost,
      String limited,
      Duration limit,
      Duration grace,
      List<String> stack,
      String afterwards) {
    String whose = innermost.equals(limited) ? "" : ", which is the limit of " + quoted(limited);
    return new CallTimeoutException(
        new Diagnosis(
            ErrorCode.CALL_TIMEOUT,
            innermost,
            "",
            "an answer within " + text(limit) + whose,
            "none, nor in " + text(grace) + " of grace" + where(stack) + ENDED,
            "if it may take longer, raise the limit; " + afterwards),
        function(innermost),
        limit,
        stack);
  }

  /** The limit has passed while Java was in a callback, which has ended now. */
  static CallTimeoutException callback(String limited, Duration limit, String afterwards) {
    return new CallTimeoutException(
        new Diagnosis(
            ErrorCode.CALL_TIMEOUT,
            limited,
            "",
            "an answer within " + text(limit),
            "Java was still in one of its callbacks, which was interrupted" + ENDED,
            "have the callback end sooner, or raise the limit; " + afterwards),
        function(limited),
        limit,
        List.of());
  }

  /** The thread was interrupted. */
  static CallInterruptedException interrupted(
      String innermost, Duration asleep, Duration grace, List<String> stack, String afterwards) {
    return new CallInterruptedException(
        new Diagnosis(
            ErrorCode.CALL_INTERRUPTED,
            innermost,
            "",
            "an answer before the thread is interrupted, or within " + text(grace) + " after that",
            "none after " + text(asleep) + where(stack) + ENDED,
            afterwards
                + "; where interrupts shall wait for the DLL, say so in the session's limits"),
        function(innermost),
        stack);
  }

  private static String where(List<String> stack) {
    if (stack.isEmpty()) {
      return "; the host could not tell where its thread was";
    }
    List<String> first = stack.subList(0, Math.min(MOST_PLACES, stack.size()));
    return "; its thread was in " + String.join(", called from ", first);
  }

  private static String quoted(String operation) {
    return '"' + operation + '"';
  }

  private static String function(String operation) {
    return operation.startsWith("call ") ? operation.substring("call ".length()) : operation;
  }

  /** {@code 500 ms}, {@code 2 s}, {@code 2.5 s}. */
  private static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis / 1000.0 + " s";
  }
}
