package org.bascule.bridge.upcall;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.bascule.bridge.call.Undeclared;
import org.bascule.bridge.call.UpcallShape;
import org.bascule.bridge.invoke.CallbackRunner;
import org.bascule.bridge.invoke.FunctionSite;
import org.bascule.bridge.length.Scope;
import org.bascule.bridge.length.Surroundings;
import org.bascule.bridge.plan.ArgumentStep;
import org.bascule.bridge.plan.BindingEnvironment;
import org.bascule.bridge.plan.BoundPointer;
import org.bascule.bridge.plan.CallPlan;
import org.bascule.bridge.plan.CompilationUnit;
import org.bascule.bridge.plan.PlanCompiler;
import org.bascule.bridge.plan.Signature;
import org.bascule.bridge.plan.WireConvention;
import org.bascule.spi.Abi;
import org.bascule.spi.Convention;
import org.bascule.spi.FunctionType;
import org.bascule.spi.JavaFunction;
import org.bascule.spi.Layout;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/** Function pointers of one type, both ways. Its plan is compiled again after each change. */
final class CallbackType<T> implements BoundPointer<T> {
  private static final MethodType RUNNER = MethodType.methodType(BiConsumer.class);
  private static final MethodHandle GENERATE;
  private static final int FLOATING_REGISTERS = 4;

  static {
    try {
      GENERATE = MethodHandles.lookup().findVirtual(LateRunner.class, "generate", RUNNER);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Callbacks callbacks;
  private final FunctionType type;
  private final JavaFunction<T> java;
  private final BindingEnvironment environment;
  private final Optional<Scope> outer;
  private final FunctionSite site;
  private final MethodHandle invoker;
  private volatile UpcallShape shape;
  // Who took its types last, so that a loss can be explained.
  private volatile Map<String, String> origins = Map.of();

  CallbackType(
      Callbacks callbacks,
      FunctionType type,
      JavaFunction<T> java,
      BindingEnvironment environment,
      Optional<Scope> outer) {
    this.callbacks = callbacks;
    this.type = type;
    this.java = java;
    this.environment = environment;
    this.outer = outer;
    this.site = new FunctionSite(RUNNER, () -> compile(freshUnit()));
    this.invoker = site.dynamicInvoker();
  }

  @Override
  public void bind(CompilationUnit unit) {
    // Met before means in progress further up: it takes itself, or something that takes it.
    if (unit.meet(this)) {
      site.bind(() -> compile(unit));
    }
  }

  /** Compiles the types and generates what runs the function, if that has not been done. */
  void prepare() {
    try {
      runner();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw Undeclared.thrown(e);
    }
  }

  @Override
  public long address(T function) {
    return function == null ? 0 : callbacks.address(this, function);
  }

  @Override
  public long address(T function, WindowsMemory cell, Sections call) {
    long address = address(function);
    if (outer.isPresent()) {
      Surroundings.note(call, address, cell);
    }
    return address;
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
    return this == other
        || other.outer.isEmpty() && isLike(other.type, other.java, other.environment);
  }

  /** The plan of its types as they are marshalled now. */
  CallPlan plan() {
    return plan(freshUnit());
  }

  private CallPlan plan(CompilationUnit unit) {
    Signature signature =
        new Signature(
            "callback " + type.name(),
            type.convention(),
            type.result(),
            type.parameters(),
            type.names(),
            false,
            List.of());
    CallPlan plan = PlanCompiler.compile(signature, unit, environment, origins, outer);
    origins = plan.origins();
    return plan;
  }

  private CompilationUnit freshUnit() {
    CompilationUnit unit = new CompilationUnit(callbacks.registry().snapshot());
    unit.meet(this);
    return unit;
  }

  /** The Java method takes all arguments in one array. */
  boolean collects() {
    return CallbackRunner.collects(java.method());
  }

  /** A handle that generates the runner when it is first wanted: most members never are. */
  private MethodHandle compile(CompilationUnit around) {
    boolean current = around.registry() == callbacks.registry().snapshot();
    CallPlan plan = plan(current ? around : freshUnit());
    UpcallShape now = shape(plan);
    if (shape != null && !shape.equals(now)) {
      throw CallbackErrors.reshaped(type.name());
    }
    shape = now;
    CallbackRunner.check(java.type());
    return new LateRunner(this, plan).handle();
  }

  /** What runs functions of this type by one plan; generated once. */
  private static final class LateRunner {
    private final CallbackType<?> type;
    private final CallPlan plan;
    private final MethodHandle handle = GENERATE.bindTo(this);
    private BiConsumer<Object, Object> runner;

    LateRunner(CallbackType<?> type, CallPlan plan) {
      this.type = type;
      this.plan = plan;
    }

    MethodHandle handle() {
      return handle;
    }

    private synchronized BiConsumer<Object, Object> generate() {
      if (runner == null) {
        CallbackRunner.Steps steps = UpcallLinker.steps(plan, type.java.method(), type.name());
        runner = CallbackRunner.create(type.java.type(), type.java.method(), steps);
        type.site.simplify(handle, MethodHandles.constant(BiConsumer.class, runner));
      }
      return runner;
    }
  }

  private boolean isLike(FunctionType wanted, JavaFunction<?> wantedJava, BindingEnvironment in) {
    return outer.isEmpty()
        && java.type() == wantedJava.type()
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
}
