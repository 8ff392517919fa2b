package org.bascule.bridge;

import java.time.Duration;

/**
 * How long calls may take. Foreign code cannot be stopped without harm to its process, so a call
 * that takes too long ends the host, and with it the session's other calls.
 *
 * @param timeout of each call for which nothing else is said, and of the loading of DLLs; 0 for no
 *     limit
 * @param grace how much longer a call may then take to return by itself, and how long one may take
 *     whose thread was interrupted
 * @param interruptible whether {@link Thread#interrupt} ends a call; else it goes on as if nothing
 *     had happened, and the thread stays interrupted
 */
public record CallLimits(Duration timeout, Duration grace, boolean interruptible) {
  /** Calls take as long as they like; interrupts end them after half a second. */
  public static final CallLimits DEFAULT =
      new CallLimits(Duration.ZERO, Duration.ofMillis(500), true);

  public CallLimits {
    Given.value(timeout, "timeout");
    Given.value(grace, "grace");
  }

  /** The same with another limit for calls. */
  public CallLimits withTimeout(Duration other) {
    return new CallLimits(other, grace, interruptible);
  }

  /** The same with another grace. */
  public CallLimits withGrace(Duration other) {
    return new CallLimits(timeout, other, interruptible);
  }

  /** The same, where an interrupt ends a call or not. */
  public CallLimits withInterruptible(boolean other) {
    return new CallLimits(timeout, grace, other);
  }
}
