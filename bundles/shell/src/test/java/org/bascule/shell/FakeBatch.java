package org.bascule.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bascule.bridge.Batch;
import org.bascule.bridge.BatchResult;
import org.bascule.bridge.BatchResult.Outcome;
import org.bascule.bridge.BatchResult.Status;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.FunctionHandle;

/** A batch that writes down its calls; each gives its number, until one fails. */
final class FakeBatch implements Batch {
  final List<String> recorded = new ArrayList<>();
  final List<CallResult.Output> outputs = new ArrayList<>();
  RuntimeException failure;
  int failing = -1;
  Optional<String> reason = Optional.empty();
  private final List<Call> calls = new ArrayList<>();

  private final class FakeCall implements Call {
    private final int index = calls.size();

    @Override
    public int index() {
      return index;
    }

    @Override
    public Object result() {
      return "result of " + this;
    }

    @Override
    public Call stopIf(Is test) {
      recorded.add("stopIf " + test);
      return this;
    }

    @Override
    public Call stopUnless(Is test) {
      recorded.add("stopUnless " + test);
      return this;
    }

    @Override
    public String toString() {
      return "call " + index;
    }
  }

  @Override
  public Call call(FunctionHandle function, Object... arguments) {
    recorded.add(function.prototype() + " " + Arrays.toString(arguments));
    calls.add(new FakeCall());
    return calls.get(calls.size() - 1);
  }

  @Override
  public BatchResult run() {
    List<Outcome> outcomes = new ArrayList<>();
    for (Call call : calls) {
      outcomes.add(outcome(call));
    }
    calls.clear();
    return new BatchResult(outcomes, reason);
  }

  private Outcome outcome(Call call) {
    if (failing >= 0 && call.index() >= failing) {
      return call.index() == failing
          ? new Outcome(call, Status.FAILED, null, 0, failure)
          : new Outcome(call, Status.NOT_MADE, null, 0, null);
    }
    CallResult result = new CallResult(call.index() + 1, outputs);
    return new Outcome(call, Status.RETURNED, result, 7, null);
  }
}
