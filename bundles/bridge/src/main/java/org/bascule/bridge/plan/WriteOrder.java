package org.bascule.bridge.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.SignatureException;

/**
 * The order in which arguments are written: scalars first, then each after those that its lengths
 * are read from.
 */
final class WriteOrder {
  private final String function;
  private final List<ArgumentStep> arguments;
  private final List<Set<Integer>> needs;
  private final Set<Integer> written = new LinkedHashSet<>();
  private final Set<Integer> waiting = new LinkedHashSet<>();

  private WriteOrder(String function, List<ArgumentStep> arguments, List<Set<Integer>> needs) {
    this.function = function;
    this.arguments = arguments;
    this.needs = needs;
  }

  /**
   * The order.
   *
   * @param needs for each argument those whose values its directives use
   * @throws SignatureException if two arguments wait for each other
   */
  static List<Integer> of(String function, List<ArgumentStep> arguments, List<Set<Integer>> needs) {
    WriteOrder order = new WriteOrder(function, arguments, needs);
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i) instanceof ArgumentStep.Scalar) {
        order.written.add(i);
      }
    }
    for (int i = 0; i < arguments.size(); i++) {
      order.write(i);
    }
    return new ArrayList<>(order.written);
  }

  private void write(int index) {
    if (written.contains(index)) {
      return;
    }
    if (!waiting.add(index)) {
      throw circle();
    }
    for (int needed : needs.get(index)) {
      if (needed != index) {
        write(needed);
      }
    }
    written.add(index);
  }

  private SignatureException circle() {
    return new SignatureException(
        new Diagnosis(
            ErrorCode.BAD_DIRECTIVE,
            "bind " + function,
            "arguments " + String.join(", ", waiting.stream().map(String::valueOf).toList()),
            "directives that can be followed one after the other",
            "the lengths of these arguments need each other",
            "take the lengths from other arguments"));
  }
}
