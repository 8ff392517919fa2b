package org.bascule.bridge.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bascule.bridge.CallResult;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.ValueWords;
import org.bascule.bridge.batch.BatchFunction;
import org.bascule.bridge.call.CallTarget;
import org.bascule.bridge.call.Undeclared;
import org.bascule.bridge.each.EachCall;
import org.bascule.bridge.invoke.FunctionSite;
import org.bascule.bridge.plan.Accepting;
import org.bascule.bridge.plan.CallParts;
import org.bascule.bridge.plan.CallPlan;
import org.bascule.bridge.plan.PlanExplanation;
import org.bascule.bridge.plan.ResultStep;
import org.bascule.bridge.prototype.Prototype;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Address;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Ref;
import org.bascule.spi.TypeUse;

/** A function handle from a C prototype. */
final class PlanHandle implements FunctionHandle, BatchFunction {
  private final String function;
  private final Prototype prototype;
  private final Object session;
  private final Linker linker;
  private final FunctionSite site;
  private final MethodHandle invoker;
  private final FunctionSite eachSite;
  private final MethodHandle eachInvoker;
  private final FunctionSite partsSite;
  private final MethodHandle partsInvoker;
  private volatile Told told;

  /**
   * A handle that is bound at once.
   *
   * @param session what stands for the session among those that know it
   * @param linker compiles the plans
   */
  PlanHandle(String function, Prototype prototype, Object session, Linker linker) {
    this.function = function;
    this.prototype = prototype;
    this.session = session;
    this.linker = linker;
    this.site = new FunctionSite(MethodType.methodType(Object.class, Object[].class), this::link);
    this.invoker = site.dynamicInvoker();
    this.eachSite = new FunctionSite(site.type(), this::linkEach);
    this.eachInvoker = eachSite.dynamicInvoker();
    this.partsSite = new FunctionSite(MethodType.methodType(CallParts.class), this::linkParts);
    this.partsInvoker = partsSite.dynamicInvoker();
    site.bind();
  }

  /** A plan and the handle that runs it. */
  record Linked(CallPlan plan, CallTarget target, MethodHandle handle) {
    /** {@code (Object[])Object}. */
    MethodHandle generic() {
      return handle
          .asType(handle.type().generic())
          .asSpreader(Object[].class, handle.type().parameterCount());
    }
  }

  /**
   * What is told of the function, and of what its calls bring: no marshallers, so that nothing here
   * keeps a stopped bundle's classes.
   */
  private record Told(List<Argument> arguments, ValueWords result, String explanation) {
    /** One argument: whether the function may change it, and how that is told. */
    record Argument(boolean changes, boolean anyClass, ValueWords words) {
      static Argument of(Marshaller<?> marshaller) {
        return new Argument(
            marshaller.updates(),
            marshaller.javaType() == Object.class,
            ValueWords.of(marshaller.layout()));
      }

      /** Of those who take values of any class, some cannot change. */
      boolean changes(Object value) {
        boolean fixed = value == null || value instanceof Address || value instanceof String;
        return changes && !(anyClass && fixed);
      }
    }
  }

  /** Compiles plans of the function. */
  interface Linker {
    /** The plan with these further arguments. */
    Linked link(List<TypeUse> further);

    /** Whether there is a marshaller for a further argument. */
    boolean takes(TypeUse further);
  }

  /** What has to be unbound when the registry changes. */
  List<FunctionSite> sites() {
    return List.of(site, eachSite, partsSite);
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
  public List<String> parameterNames() {
    return prototype.parameters().stream().map(Prototype.Parameter::name).toList();
  }

  @Override
  public boolean isVariadic() {
    return prototype.variadic();
  }

  @Override
  public Object call(Object... arguments) {
    return run(Required.given(arguments, "call " + function, "arguments").clone());
  }

  @Override
  public Object each(Object... arguments) {
    return run(
        eachInvoker,
        Required.given(arguments, "call " + function + " for each element", "arguments").clone());
  }

  @Override
  public CallResult invoke(Object... arguments) {
    Object[] taken = Required.given(arguments, "call " + function, "arguments").clone();
    return outcome(run(taken), taken);
  }

  @Override
  public CallResult outcome(Object value) {
    return new CallResult(value, List.of(), told.result());
  }

  @Override
  public CallResult outcome(Object value, Object[] taken) {
    Told known = told;
    List<CallResult.Output> outputs = new ArrayList<>();
    for (int i = 0; i < prototype.parameters().size(); i++) {
      if (taken[i] != CallParts.LEFT_TO_HOST && known.arguments().get(i).changes(taken[i])) {
        String name = prototype.parameters().get(i).name();
        ValueWords words = known.arguments().get(i).words();
        outputs.add(new CallResult.Output(name.isEmpty() ? "arg" + i : name, taken[i], words));
      }
    }
    for (int i = prototype.parameters().size(); i < taken.length; i++) {
      if (mayHaveChanged(taken[i])) {
        outputs.add(new CallResult.Output("arg" + i, taken[i]));
      }
    }
    return new CallResult(value, outputs, known.result());
  }

  @Override
  public String function() {
    return function;
  }

  @Override
  public boolean isOf(Object other) {
    return other == session;
  }

  @Override
  public int parameterCount() {
    return prototype.variadic() ? -1 : prototype.parameters().size();
  }

  @Override
  public CallParts parts() {
    site.bind();
    try {
      return (CallParts) partsInvoker.invokeExact();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw Undeclared.thrown(e);
    }
  }

  /** Behind the dots no type says what is only read; constant texts are. */
  private static boolean mayHaveChanged(Object further) {
    return further != null
        && (further.getClass().isArray() && !(further instanceof String[])
            || further instanceof StringBuilder
            || further instanceof Buffer
            || further instanceof Ref<?>);
  }

  @Override
  public String explain() {
    site.bind();
    return told.explanation();
  }

  /** Calls; afterwards the array holds the arguments as their marshallers took them. */
  private Object run(Object[] arguments) {
    int wanted = prototype.parameters().size();
    if (prototype.variadic() ? arguments.length < wanted : arguments.length != wanted) {
      throw arity(arguments.length);
    }
    return run(invoker, arguments);
  }

  private static Object run(MethodHandle invoker, Object[] arguments) {
    try {
      return invoker.invokeExact(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw Undeclared.thrown(e);
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
            (prototype.variadic() ? "at least " : "")
                + wanted
                + (wanted == 1 ? " argument" : " arguments"),
            String.valueOf(given),
            "pass one argument for each parameter; nothing was sent"));
  }

  private MethodHandle link() {
    MethodHandle plain = spreading(linker.link(List.of()));
    if (!prototype.variadic()) {
      return plain;
    }
    int fixed = prototype.parameters().size();
    return FurtherValues.handle(
        fixed, new VariadicFunction(fixed, linker::takes, uses -> spreading(linker.link(uses))));
  }

  private MethodHandle linkParts() {
    Linked linked = linker.link(List.of());
    return MethodHandles.constant(CallParts.class, CallParts.of(linked.plan(), linked.target()));
  }

  private MethodHandle linkEach() {
    if (prototype.variadic()) {
      throw EachCall.variadic(function);
    }
    Linked linked = linker.link(List.of());
    return EachCall.handle(linked.plan(), linked.target(), Optional.empty());
  }

  private static ValueWords result(ResultStep step) {
    return step.layout().map(ValueWords::of).orElse(ValueWords.PLAIN);
  }

  /** {@code (Object[])Object}: takes each argument as its marshaller understands it, then calls. */
  private MethodHandle spreading(Linked linked) {
    List<? extends Marshaller<?>> marshallers =
        linked.plan().arguments().stream().map(a -> a.marshaller()).toList();
    told =
        new Told(
            marshallers.stream().map(Told.Argument::of).toList(),
            result(linked.plan().result()),
            PlanExplanation.of(linked.plan(), prototype.toString()));
    return MethodHandles.filterArguments(
        linked.generic(), 0, Accepting.handle(marshallers, function));
  }
}
