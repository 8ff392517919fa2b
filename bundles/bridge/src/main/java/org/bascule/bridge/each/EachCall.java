package org.bascule.bridge.each;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.bascule.bridge.call.CallTarget;
import org.bascule.bridge.call.EachColumn;
import org.bascule.bridge.call.EachRun;
import org.bascule.bridge.plan.CallPlan;
import org.bascule.bridge.plan.PlanLinker;
import org.bascule.error.Diagnosed;
import org.bascule.error.SignatureException;

/** One function, to be called for each element of arrays. Immutable; used by any thread. */
public final class EachCall {
  /** Calls in one turn: so that memory stays bounded, and callbacks are heard of in time. */
  private static final int MOST = 16 * 1024;

  private static final MethodHandle CALL;

  static {
    try {
      CALL =
          MethodHandles.lookup()
              .findVirtual(
                  EachCall.class,
                  "call",
                  MethodType.methodType(Object.class, IntConsumer.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final EachShape shape;
  private final CallTarget target;

  private EachCall(EachShape shape, CallTarget target) {
    this.shape = shape;
    this.target = target;
  }

  /**
   * A handle {@code (Object[])Object}: takes an array, a list or a value for each parameter, gives
   * an array, or null if there is no result.
   *
   * @param afterCall gets Windows' last error when the last call has returned
   * @throws org.bascule.error.SignatureException if the function takes or gives what is no scalar
   */
  public static MethodHandle handle(
      CallPlan plan, CallTarget target, Optional<IntConsumer> afterCall) {
    MethodHandle call = CALL.bindTo(new EachCall(EachShape.of(plan), target));
    IntConsumer nobody = lastError -> {};
    return PlanLinker.byThread(
        MethodHandles.insertArguments(call, 0, afterCall.orElse(nobody)),
        MethodHandles.insertArguments(call, 0, nobody),
        target,
        afterCall);
  }

  /** That a function with any number of arguments cannot be called so. */
  public static SignatureException variadic(String function) {
    return EachMistakes.variadic(function);
  }

  private Object call(IntConsumer afterCall, Object[] arguments) throws Throwable {
    List<EachInput> inputs = inputs(arguments);
    List<EachInput.Column> columns = columns(inputs);
    int count = columns.get(0).length();
    columns.forEach(EachInput.Column::check);
    Object results = shape.result().array(count);
    if (count == 0) {
      return results;
    }
    List<EachColumn> places = columns.stream().map(c -> c.parameter().column()).toList();
    try (EachRun run = new EachRun(target, places, shape.result().bytes(), Math.min(count, MOST))) {
      putCommon(run, inputs);
      for (int done = 0; done < count; ) {
        done += turn(run, columns, results, done, count);
      }
      afterCall.accept(run.lastError());
    }
    return results;
  }

  private List<EachInput> inputs(Object[] arguments) {
    if (arguments.length != shape.parameters().size()) {
      throw EachMistakes.arity(shape.function(), shape.parameters().size(), arguments.length);
    }
    List<EachInput> inputs = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      inputs.add(EachInput.of(shape.parameters().get(i), arguments[i]));
    }
    return inputs;
  }

  /** Those that change; all of one length. */
  private List<EachInput.Column> columns(List<EachInput> inputs) {
    List<EachInput.Column> columns =
        inputs.stream()
            .filter(EachInput.Column.class::isInstance)
            .map(EachInput.Column.class::cast)
            .toList();
    if (columns.isEmpty()) {
      throw EachMistakes.noColumn(shape.function());
    }
    EachInput.Column first = columns.get(0);
    for (EachInput.Column other : columns) {
      if (other.length() != first.length()) {
        throw EachMistakes.lengths(
            shape.function(), first.parameter(), first.length(), other.parameter(), other.length());
      }
    }
    return columns;
  }

  private static void putCommon(EachRun run, List<EachInput> inputs) {
    for (EachInput input : inputs) {
      if (input instanceof EachInput.Common common) {
        EachColumn place = common.parameter().column();
        run.putSlots(place.slot(), place.slots(), common.bits());
      }
    }
  }

  /** The calls of one turn; how many have been made. */
  private int turn(EachRun run, List<EachInput.Column> columns, Object results, int done, int count)
      throws Throwable {
    int some = Math.min(count - done, MOST);
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).write(run.column(i), done, some);
    }
    int returned;
    try {
      returned = run.call(some);
    } catch (RuntimeException e) {
      if (run.stopped() && e instanceof Diagnosed diagnosed) {
        int before = run.returned();
        shape.result().read(run.results(), results, done, before);
        throw EachMistakes.stopped(
            e,
            diagnosed.diagnosis(),
            done + before,
            count,
            shape.result().first(results, done + before));
      }
      throw e;
    }
    shape.result().read(run.results(), results, done, returned);
    return returned;
  }
}
