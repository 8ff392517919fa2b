package org.bascule.error;

import java.time.Duration;
import java.util.List;

/**
 * A call did not return within its limit. What it was doing cannot be stopped without harm, so the
 * host has been ended, and all other calls in it have failed.
 */
public class CallTimeoutException extends HostEndedException {
  private static final long serialVersionUID = 1L;

  private final String function;
  private final Duration limit;
  private final transient List<String> stack;

  /**
   * An exception with this diagnosis.
   *
   * @param function what did not return, for messages
   * @param limit how long it was given, without the grace
   * @param stack where its Windows thread was, from the innermost frame on; may be empty
   */
  public CallTimeoutException(
      Diagnosis diagnosis, String function, Duration limit, List<String> stack) {
    super(diagnosis);
    this.function = function;
    this.limit = limit;
    this.stack = List.copyOf(stack);
  }

  /** What did not return: {@code demo.fill}. */
  public String function() {
    return function;
  }

  /** How long it was given. */
  public Duration limit() {
    return limit;
  }

  /** Where its Windows thread was, from the innermost frame on: {@code demo.dll+0x1234}. */
  public List<String> stack() {
    return stack;
  }
}
