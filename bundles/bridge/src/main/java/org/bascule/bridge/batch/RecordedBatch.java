package org.bascule.bridge.batch;

import java.util.ArrayList;
import java.util.List;
import org.bascule.bridge.Batch;
import org.bascule.bridge.BatchResult;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.call.HostRequests;

/** The calls of a session's batch. */
public final class RecordedBatch implements Batch {
  private final Object session;
  private final HostRequests requests;
  private final List<RecordedCall> calls = new ArrayList<>();

  /** A batch without calls, of this session and its host. */
  public RecordedBatch(Object session, HostRequests requests) {
    this.session = session;
    this.requests = requests;
  }

  @Override
  public Call call(FunctionHandle handle, Object... arguments) {
    if (!(handle instanceof BatchFunction function) || !function.isOf(session)) {
      throw BatchMistakes.foreign(handle);
    }
    int wanted = function.parameterCount();
    if (arguments == null || wanted != arguments.length) {
      throw BatchMistakes.arity(function.function(), wanted, arguments);
    }
    for (Object argument : arguments) {
      if (argument instanceof RecordedCall.Result result && result.call().batch() != this) {
        throw BatchMistakes.otherBatch(function.function(), result.call());
      }
    }
    RecordedCall call = new RecordedCall(this, calls.size(), function, arguments.clone());
    calls.add(call);
    return call;
  }

  @Override
  public BatchResult run() {
    List<RecordedCall> all = List.copyOf(calls);
    return requests.onLane(() -> Crossing.of(all).run());
  }
}
