package org.bascule.bridge.plan;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Layout;

/**
 * What the calls of many plans have in common, so that one class runs them all. Knows no types but
 * primitive ones and {@code Object}, and so keeps no bundle.
 *
 * @param type of the whole call
 * @param moves one for each argument
 * @param order in which arguments are written
 * @param outcome how the result gets out
 * @param tells whether somebody gets the last error
 */
record CallShape(
    MethodType type, List<Move> moves, List<Integer> order, Outcome outcome, boolean tells) {
  /** How an argument gets into its slots. */
  enum Kind {
    SCALAR,
    IMAGE,
    COPY,
    CELLS
  }

  /**
   * One argument.
   *
   * @param slots how many, for scalars
   * @param size bytes of its image in the slot, for images
   */
  record Move(Kind kind, int slot, int slots, int size) {}

  /** Where a result is. */
  enum Source {
    NOWHERE,
    SCALAR,
    IMAGE,
    HIDDEN
  }

  /** The result. */
  record Outcome(Source source, boolean integer, int size, int alignment) {}

  static CallShape of(CallPlan plan, Optional<IntConsumer> afterCall) {
    List<Move> moves = new ArrayList<>();
    plan.arguments().forEach(step -> moves.add(move(step)));
    return new CallShape(
        plan.methodType().erase(),
        List.copyOf(moves),
        plan.writeOrder(),
        outcome(plan.result()),
        afterCall.isPresent());
  }

  private static Move move(ArgumentStep step) {
    if (step instanceof ArgumentStep.Scalar) {
      return new Move(Kind.SCALAR, step.slot(), step.slots(), 0);
    }
    if (step instanceof ArgumentStep.ByValue value) {
      return new Move(value.asPointer() ? Kind.COPY : Kind.CELLS, step.slot(), 0, 0);
    }
    return new Move(Kind.IMAGE, step.slot(), 0, (int) step.marshaller().layout().size());
  }

  private static Outcome outcome(ResultStep step) {
    if (step instanceof ResultStep.Scalar scalar) {
      return new Outcome(Source.SCALAR, isInteger(scalar.register()), 0, 0);
    }
    if (step instanceof ResultStep.Image image) {
      int size = (int) image.marshaller().layout().size();
      return new Outcome(Source.IMAGE, isInteger(image.register()), size, 0);
    }
    if (step instanceof ResultStep.Hidden hidden) {
      Layout layout = hidden.marshaller().layout();
      return new Outcome(Source.HIDDEN, false, (int) layout.size(), layout.alignment());
    }
    return new Outcome(Source.NOWHERE, false, 0, 0);
  }

  private static boolean isInteger(byte register) {
    return register == ResultRegister.Integer;
  }
}
