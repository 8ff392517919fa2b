package org.bascule.error;

import java.util.List;

/**
 * The thread was interrupted in a call, and the call did not return by itself within the grace. So
 * the host has been ended, and all other calls in it have failed. The thread stays interrupted.
 */
public class CallInterruptedException extends HostEndedException {
  private static final long serialVersionUID = 1L;

  private final String function;
  private final transient List<String> stack;

  /**
   * An exception with this diagnosis.
   *
   * @param function what did not return, for messages
   * @param stack where its Windows thread was, from the innermost frame on; may be empty
   */
  public CallInterruptedException(Diagnosis diagnosis, String function, List<String> stack) {
    super(diagnosis);
    this.function = function;
    this.stack = List.copyOf(stack);
  }

  /** What did not return: {@code demo.fill}. */
  public String function() {
    return function;
  }

  /** Where its Windows thread was, from the innermost frame on: {@code demo.dll+0x1234}. */
  public List<String> stack() {
    return stack;
  }
}
