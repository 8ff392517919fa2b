package org.bascule.bridge.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.invoke.FunctionSite;
import org.bascule.bridge.plan.CallPlan;
import org.bascule.bridge.plan.PlanExplanation;
import org.bascule.bridge.prototype.Prototype;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Marshaller;

/** A function handle from a C prototype. */
final class PlanHandle implements FunctionHandle {
  private final String function;
  private final Prototype prototype;
  private final FunctionSite site;
  private final MethodHandle invoker;
  private volatile boolean[] updating;
  private volatile String explanation;

  /**
   * A handle that is bound at once.
   *
   * @param linker compiles the plan
   */
  PlanHandle(String function, Prototype prototype, Supplier<Linked> linker) {
    this.function = function;
    this.prototype = prototype;
    this.site =
        new FunctionSite(
            MethodType.methodType(Object.class, Object[].class), () -> spreading(linker.get()));
    this.invoker = site.invoker();
    site.bind();
  }

  /** A plan and the handle that runs it. */
  record Linked(CallPlan plan, MethodHandle handle) {}

  FunctionSite site() {
    return site;
  }

  @Override
  public String name() {
    return prototype.name();
  }

  @Override
  public String prototype() {
    return prototype.toString();
  }

  @Override
  public List<String> parameters() {
    return prototype.parameters().stream().map(Prototype.Parameter::toString).toList();
  }

  @Override
  public Object call(Object... arguments) {
    return run(arguments.clone());
  }

  @Override
  public CallResult invoke(Object... arguments) {
    Object[] taken = arguments.clone();
    Object value = run(taken);
    boolean[] changing = updating;
    List<CallResult.Output> outputs = new ArrayList<>();
    for (int i = 0; i < taken.length; i++) {
      if (changing[i]) {
        String name = prototype.parameters().get(i).name();
        outputs.add(new CallResult.Output(name.isEmpty() ? "arg" + i : name, taken[i]));
      }
    }
    return new CallResult(value, outputs);
  }

  @Override
  public String explain() {
    site.bind();
    return explanation;
  }

  /** Calls; afterwards the array holds the arguments as their marshallers took them. */
  private Object run(Object[] arguments) {
    if (arguments.length != prototype.parameters().size()) {
      throw arity(arguments.length);
    }
    try {
      return invoker.invokeExact(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call plan throws no checked exceptions", e);
    }
  }

  @Override
  public String toString() {
    return function + ": " + prototype;
  }

  private ValueException arity(int given) {
    int wanted = prototype.parameters().size();
    return new ValueException(
        new Diagnosis(
            ErrorCode.ARITY,
            "call " + function,
            prototype.toString(),
            wanted + (wanted == 1 ? " argument" : " arguments"),
            String.valueOf(given),
            "pass one argument for each parameter; nothing was sent"));
  }

  /** {@code (Object[])Object}: takes each argument as its marshaller understands it, then calls. */
  private MethodHandle spreading(Linked linked) {
    List<? extends Marshaller<?>> marshallers =
        linked.plan().arguments().stream().map(a -> a.marshaller()).toList();
    int count = marshallers.size();
    boolean[] changing = new boolean[count];
    for (int i = 0; i < count; i++) {
      changing[i] = marshallers.get(i).updates();
    }
    // Texts and flags only, so that nothing here keeps a stopped bundle's classes.
    updating = changing;
    explanation = PlanExplanation.of(linked.plan(), prototype.toString());
    MethodHandle call =
        linked.handle().asType(linked.handle().type().generic()).asSpreader(Object[].class, count);
    return MethodHandles.filterArguments(call, 0, Accepting.handle(marshallers));
  }
}
