package org.bascule.bridge.batch;

import org.bascule.bridge.CallResult;
import org.bascule.bridge.call.Activation;
import org.bascule.bridge.call.BatchStep;
import org.bascule.bridge.plan.CallParts;
import org.bascule.bridge.plan.ResultStep;
import org.bascule.protocol.BatchStop;

/**
 * One call of a batch that is about to be made, by the plan of the moment.
 *
 * @param taken the arguments as their marshallers took them
 * @param linked which of them are results of earlier calls
 */
record Prepared(RecordedCall call, CallParts parts, Object[] taken, boolean[] linked) {
  /**
   * Takes the arguments.
   *
   * @throws org.bascule.error.ValueException if one does not fit
   */
  static Prepared of(RecordedCall call) {
    CallParts parts = call.function().parts();
    Object[] taken = call.arguments().clone();
    boolean[] linked = new boolean[taken.length];
    for (int i = 0; i < taken.length; i++) {
      linked[i] = taken[i] instanceof RecordedCall.Result;
      if (!linked[i]) {
        taken[i] = parts.marshaller(i).accept(taken[i], "argument " + i + " of " + call);
      }
    }
    return new Prepared(call, parts, taken, linked);
  }

  /** What may end the batch after it. */
  BatchStep step() {
    if (call.stop() == BatchStop.Never) {
      return new BatchStep((byte) BatchStop.Never, 0, false);
    }
    Whole result = result();
    if (result == null || result.floating()) {
      throw BatchMistakes.noStop(call, parts.plan().signature());
    }
    return new BatchStep(call.stop(), result.bytes(), result.signed());
  }

  /** Its result, if the host can look at that; else null. */
  Whole result() {
    ResultStep step = parts.plan().result();
    return step instanceof ResultStep.Hidden ? null : step.layout().map(Whole::of).orElse(null);
  }

  void write(Activation activation) throws Throwable {
    parts.write(activation, taken, linked);
  }

  CallResult read(Activation activation) throws Throwable {
    return call.function().outcome(parts.read(activation, taken, linked), taken, linked);
  }
}
