package org.bascule.bridge;

import java.util.List;

/**
 * All that a call brought.
 *
 * @param value the result; null for {@code void}
 * @param outputs the arguments that the function may have changed, in order
 */
public record CallResult(Object value, List<Output> outputs) {
  public CallResult {
    outputs = List.copyOf(outputs);
  }

  /**
   * One argument after the call.
   *
   * @param name the parameter's, or {@code arg} and its number
   * @param value its value; null if it was null
   */
  public record Output(String name, Object value) {}
}
