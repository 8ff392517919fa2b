package org.bascule.bridge.batch;

import java.util.List;
import org.bascule.bridge.plan.ArgumentStep;
import org.bascule.bridge.plan.CallParts;
import org.bascule.bridge.plan.ResultStep;
import org.bascule.spi.Layout;

/**
 * A function of a batch that is being run, by the plan of the moment.
 *
 * @param result what it gives, if the host can look at that; else null
 */
record BoundFunction(BatchFunction function, CallParts parts, Whole result) {
  static BoundFunction of(BatchFunction function) {
    CallParts parts = function.parts();
    ResultStep step = parts.plan().result();
    boolean hidden = step instanceof ResultStep.Hidden;
    return new BoundFunction(
        function, parts, hidden ? null : step.layout().map(Whole::of).orElse(null));
  }

  static BoundFunction[] of(List<BatchFunction> functions) {
    BoundFunction[] bound = new BoundFunction[functions.size()];
    for (int i = 0; i < bound.length; i++) {
      bound[i] = of(functions.get(i));
    }
    return bound;
  }

  int slotCount() {
    return parts.plan().slotCount();
  }

  ArgumentStep step(int argument) {
    return parts.plan().arguments().get(argument);
  }

  /** What the argument must be to take a result; null if it cannot. */
  Whole wanted(int argument) {
    ArgumentStep step = step(argument);
    return step instanceof ArgumentStep.ByValue ? null : Whole.of(step.marshaller().layout());
  }

  /** How much memory there is behind a pointer must be known before anything is sent. */
  boolean mayBeLength(int argument) {
    return step(argument) instanceof ArgumentStep.Scalar scalar
        && scalar.marshaller().layout().kind() != Layout.Kind.POINTER
        && parts.hasLengths();
  }
}
