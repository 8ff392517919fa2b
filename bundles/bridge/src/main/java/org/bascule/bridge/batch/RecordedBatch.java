package org.bascule.bridge.batch;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.bridge.Batch;
import org.bascule.bridge.BatchResult;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.call.HostRequests;

/** The calls of a session's batch. */
public final class RecordedBatch implements Batch {
  private final Object session;
  private final HostRequests requests;
  private final List<RecordedCall> calls = new ArrayList<>();

  /** Each once, and where it stands. */
  private final List<BatchFunction> functions = new ArrayList<>();

  private final Map<BatchFunction, Integer> places = new IdentityHashMap<>();
  private int links;

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
    int linked = 0;
    for (Object argument : arguments) {
      if (argument instanceof RecordedCall.Result result) {
        if (result.call().batch() != this) {
          throw BatchMistakes.otherBatch(function.function(), result.call());
        }
        linked++;
      }
    }
    links += linked;
    RecordedCall call = new RecordedCall(this, calls.size(), place(function), arguments.clone());
    calls.add(call);
    return call;
  }

  private int place(BatchFunction function) {
    int next = functions.size();
    Integer place = places.putIfAbsent(function, next);
    if (place != null) {
      return place;
    }
    functions.add(function);
    return next;
  }

  /** For messages. */
  String nameOf(int function) {
    return functions.get(function).function();
  }

  @Override
  public BatchResult run() {
    if (calls.isEmpty()) {
      return new BatchResult(List.of(), Optional.empty());
    }
    List<RecordedCall> all = List.copyOf(calls);
    List<BatchFunction> called = List.copyOf(functions);
    int linked = links;
    return requests.onLane(() -> Crossing.run(all, called, linked));
  }
}
