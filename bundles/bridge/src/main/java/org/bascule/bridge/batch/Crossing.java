package org.bascule.bridge.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bascule.bridge.BatchResult;
import org.bascule.bridge.BatchResult.Outcome;
import org.bascule.bridge.BatchResult.Status;
import org.bascule.bridge.call.Activation;
import org.bascule.bridge.call.BatchLink;
import org.bascule.bridge.call.BatchRun;
import org.bascule.bridge.call.BatchStep;

/** The calls of a batch on their way, on the thread whose lane they take. */
record Crossing(List<Prepared> calls, List<BatchLink> links, List<BatchStep> steps) {
  /**
   * Looks at everything that can be looked at before.
   *
   * @throws org.bascule.error.ValueException if an argument does not fit
   * @throws org.bascule.error.SignatureException if a result cannot be used as it is meant to be
   */
  static Crossing of(List<RecordedCall> calls) {
    List<Prepared> prepared = calls.stream().map(Prepared::of).toList();
    return new Crossing(
        prepared, Links.of(prepared), prepared.stream().map(Prepared::step).toList());
  }

  /** Makes them. */
  BatchResult run() throws Throwable {
    try (BatchRun run = new BatchRun()) {
      List<Activation> activations = new ArrayList<>();
      for (Prepared call : calls) {
        Activation activation = run.begin(call.parts().target(), links.size());
        if (activation == null) {
          throw BatchMistakes.tooMany(calls.size(), activations.size());
        }
        activations.add(activation);
        call.write(activation);
      }
      run.run(steps, links);
      return results(run, activations);
    }
  }

  private BatchResult results(BatchRun run, List<Activation> activations) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      outcomes.add(
          i < run.made()
              ? outcome(run, i, activations.get(i))
              : new Outcome(calls.get(i).call(), Status.NOT_MADE, null, 0, null));
    }
    return new BatchResult(outcomes, reason(run, outcomes));
  }

  private Outcome outcome(BatchRun run, int index, Activation activation) {
    Prepared call = calls.get(index);
    try {
      run.finish(index);
      return new Outcome(
          call.call(), Status.RETURNED, call.read(activation), activation.lastError(), null);
    } catch (Exception e) {
      return new Outcome(call.call(), Status.FAILED, null, activation.lastError(), e);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      return new Outcome(call.call(), Status.FAILED, null, activation.lastError(), e);
    }
  }

  private static Optional<String> reason(BatchRun run, List<Outcome> outcomes) {
    Optional<Outcome> failed =
        outcomes.stream().filter(outcome -> outcome.status() == Status.FAILED).findFirst();
    if (failed.isPresent()) {
      return Optional.of(failed.get().call() + " failed: " + failed.get().failure().getMessage());
    }
    if (run.stopped()) {
      Outcome last = outcomes.get(run.made() - 1);
      return Optional.of(last.call() + " gave " + last.result().text());
    }
    return run.made() == outcomes.size()
        ? Optional.empty()
        : Optional.of(outcomes.get(run.made() - 1).call() + " called a callback that did not run");
  }
}
