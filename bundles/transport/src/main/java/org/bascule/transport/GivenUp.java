package org.bascule.transport;

import java.time.Duration;
import java.util.List;

/**
 * How a thread came to wait no longer for its host.
 *
 * @param interrupted whether it was interrupted; else its deadline has passed
 * @param asleep how long it had slept for this answer
 * @param stack where the Windows thread was, from the innermost frame on; empty if the host could
 *     not tell
 */
public record GivenUp(boolean interrupted, Duration asleep, List<CodePlace> stack) {
  public GivenUp {
    stack = List.copyOf(stack);
  }
}
