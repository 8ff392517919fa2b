package org.bascule.shell;

import org.bascule.bridge.CallResult;
import org.bascule.bridge.ValueWords;

/** What the shell shows of a call. */
final class ValueText {
  private ValueText() {}

  /** A whole call: its result alone, its only output alone, or a line for each. */
  static Object of(CallResult result) {
    if (result.outputs().isEmpty()) {
      return shown(result);
    }
    if (result.value() == null && result.outputs().size() == 1) {
      return result.outputs().get(0).text();
    }
    return result.toString();
  }

  /** Plain values stay what they are, for Gogo's pipes and variables. */
  private static Object shown(CallResult result) {
    Object value = result.value();
    boolean plain = value == null || value instanceof Number || value instanceof String;
    return plain ? value : result.text();
  }

  /** One value. */
  static String of(Object value) {
    return ValueWords.PLAIN.text(value);
  }
}
