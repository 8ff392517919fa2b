package org.bascule.bridge.batch;

import java.util.List;
import java.util.Optional;
import org.bascule.bridge.BatchResult;
import org.bascule.bridge.BatchResult.Outcome;
import org.bascule.bridge.BatchResult.Status;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.call.BatchRun;
import org.bascule.bridge.plan.CallParts;

/** What became of the calls of a batch that has been run. */
record Outcomes(
    List<RecordedCall> calls, BoundFunction[] functions, Object[][] taken, BatchRun run) {
  BatchResult result() {
    Outcome[] outcomes = new Outcome[calls.size()];
    Outcome failed = null;
    for (int i = 0; i < outcomes.length; i++) {
      RecordedCall call = calls.get(i);
      outcomes[i] = i < run.made() ? made(call) : new Outcome(call, Status.NOT_MADE, null, 0, null);
      if (failed == null && outcomes[i].status() == Status.FAILED) {
        failed = outcomes[i];
      }
    }
    return new BatchResult(List.of(outcomes), reason(outcomes, failed));
  }

  private Outcome made(RecordedCall call) {
    int lastError = run.lastError(call.index());
    try {
      return new Outcome(call, Status.RETURNED, read(call), lastError, null);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      return new Outcome(call, Status.FAILED, null, lastError, e);
    }
  }

  private CallResult read(RecordedCall call) throws Throwable {
    BoundFunction function = functions[call.function()];
    CallParts parts = function.parts();
    int index = call.index();
    if (parts.isPlain()) {
      Object value = parts.fromBits(run.value(index, parts.target()));
      return function.function().outcome(value);
    }
    Object value = readBack(index, parts);
    return function.function().outcome(value, taken[index]);
  }

  private Object readBack(int index, CallParts parts) throws Throwable {
    try {
      Object value = parts.read(run.finish(index), taken[index]);
      RuntimeException late = run.late(index);
      if (late != null) {
        throw late;
      }
      return value;
    } catch (RuntimeException e) {
      // What was written around the memory explains why it cannot be read.
      RuntimeException late = run.late(index);
      if (late == null) {
        throw e;
      }
      late.addSuppressed(e);
      throw late;
    }
  }

  private Optional<String> reason(Outcome[] outcomes, Outcome failed) {
    if (failed != null) {
      return Optional.of(failed.call() + " failed: " + failed.failure().getMessage());
    }
    Outcome last = outcomes[run.made() - 1];
    if (run.stopped()) {
      return Optional.of(last.call() + " gave " + last.result().text());
    }
    return run.made() == outcomes.length
        ? Optional.empty()
        : Optional.of(last.call() + " called a callback that did not run");
  }
}
