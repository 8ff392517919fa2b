package org.bascule.bridge.upcall;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bascule.bridge.call.UpcallShape;
import org.bascule.bridge.invoke.CallbackRunner;
import org.bascule.bridge.invoke.FunctionSite;
import org.bascule.bridge.plan.ArgumentStep;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.BoundPointer;
import org.bascule.bridge.plan.CallPlan;
import org.bascule.bridge.plan.FunctionPointers;
import org.bascule.bridge.plan.PlanCompiler;
import org.bascule.bridge.plan.Signature;
import org.bascule.bridge.plan.WireConvention;
import org.bascule.spi.Abi;
import org.bascule.spi.Convention;
import org.bascule.spi.FunctionType;
import org.bascule.spi.JavaFunction;
import org.bascule.spi.Layout;

/** Function pointers of one type, both ways. Its plan is compiled again after each change. */
final class CallbackType<T> implements BoundPointer<T> {
  private static final MethodType RUNNER = MethodType.methodType(BiConsumer.class);
  private static final int FLOATING_REGISTERS = 4;

  private final Callbacks callbacks;
  private final FunctionType type;
  private final JavaFunction<T> java;
  private final BindingEnvironment environment;
  private final FunctionSite site;
  private final MethodHandle invoker;
  private volatile UpcallShape shape;

  CallbackType(
      Callbacks callbacks,
      FunctionType type,
      JavaFunction<T> java,
      BindingEnvironment environment) {
    this.callbacks = callbacks;
    this.type = type;
    this.java = java;
    this.environment = environment;
    this.site = new FunctionSite(RUNNER, this::link);
    this.invoker = site.dynamicInvoker();
  }

  @Override
  public void bind() {
    site.bind();
  }

  @Override
  public long address(T function) {
    return function == null ? 0 : callbacks.address(this, function);
  }

  @Override
  public T function(long address) {
    return address == 0 ? null : java.type().cast(callbacks.function(this, address));
  }

  /**
   * What runs a function of this type with the frame of an upcall, and throws whatever it throws.
   */
  @SuppressWarnings("unchecked")
  BiConsumer<Object, Object> runner() throws Throwable {
    return (BiConsumer<Object, Object>) (BiConsumer<?, ?>) (BiConsumer) invoker.invokeExact();
  }

  FunctionSite site() {
    return site;
  }

  String name() {
    return type.name();
  }

  Convention convention() {
    return type.convention();
  }

  JavaFunction<T> java() {
    return java;
  }

  /** How upcalls of this type look, from its first binding on; it never changes. */
  UpcallShape shape() {
    return shape;
  }

  /** Whether functions of that type look the same to the DLL and to Java. */
  boolean same(CallbackType<?> other) {
    return this == other || isLike(other.type, other.java, other.environment);
  }

  /** The plan of its types as they are marshalled now. */
  CallPlan plan() {
    Signature signature =
        new Signature(
            "callback " + type.name(),
            type.convention(),
            type.result(),
            type.parameters(),
            type.names(),
            false,
            List.of());
    BindingEnvironment inside = environment.withFunctions(within(environment.functions()));
    return PlanCompiler.compile(signature, callbacks.registry().snapshot(), inside, Map.of());
  }

  /** The Java method takes all arguments in one array. */
  boolean collects() {
    return CallbackRunner.collects(java.method());
  }

  private MethodHandle link() {
    CallPlan plan = plan();
    UpcallShape now = shape(plan);
    if (shape != null && !shape.equals(now)) {
      throw CallbackErrors.reshaped(type.name());
    }
    shape = now;
    CallbackRunner.Steps steps = UpcallLinker.steps(plan, java.method(), type.name());
    return MethodHandles.constant(
        BiConsumer.class, CallbackRunner.create(java.type(), java.method(), steps));
  }

  /** What is compiled inside this type finds this type again. */
  private FunctionPointers within(FunctionPointers outer) {
    return new FunctionPointers() {
      @Override
      @SuppressWarnings("unchecked")
      public <F> BoundPointer<F> pointer(
          FunctionType wanted, JavaFunction<F> javaFunction, BindingEnvironment in) {
        return isLike(wanted, javaFunction, in)
            ? (BoundPointer<F>) new InProgress<>(CallbackType.this)
            : outer.pointer(wanted, javaFunction, in);
      }

      @Override
      public FunctionType type(Class<?> javaType, Method method) {
        return outer.type(javaType, method);
      }
    };
  }

  private boolean isLike(FunctionType wanted, JavaFunction<?> wantedJava, BindingEnvironment in) {
    return java.type() == wantedJava.type()
        && java.method().equals(wantedJava.method())
        && environment.codePage().equals(in.codePage())
        && type.equals(wanted);
  }

  private UpcallShape shape(CallPlan plan) {
    int floating = 0;
    for (ArgumentStep step : plan.arguments()) {
      if (environment.abi() == Abi.X64
          && step.slot() < FLOATING_REGISTERS
          && step.marshaller().layout() instanceof Layout.Scalar scalar
          && scalar.kind() == Layout.Kind.FLOATING) {
        floating |= 1 << step.slot();
      }
    }
    return new UpcallShape(
        WireConvention.of(type.convention()),
        plan.result().register(),
        floating,
        plan.slotCount(),
        plan.places());
  }

  /** The type itself while it is being compiled: it is bound already, or will be. */
  private record InProgress<F>(CallbackType<F> real) implements BoundPointer<F> {
    @Override
    public void bind() {}

    @Override
    public long address(F function) {
      return real.address(function);
    }

    @Override
    public F function(long address) {
      return real.function(address);
    }
  }
}
