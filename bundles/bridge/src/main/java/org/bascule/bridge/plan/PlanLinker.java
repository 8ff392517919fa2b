package org.bascule.bridge.plan;

import static java.lang.invoke.MethodHandles.collectArguments;
import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.filterReturnValue;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodHandles.tryFinally;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.bascule.bridge.call.Activation;
import org.bascule.bridge.call.CallTarget;
import org.bascule.bridge.call.LocalMemory;
import org.bascule.lifetime.VirtualThreads;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * Weaves a plan into one method handle. Every part of it is a constant to the JIT compiler, which
 * therefore inlines the whole call: no boxing, no allocation and no look-ups for scalars.
 */
public final class PlanLinker {
  private static final MethodHandle ENTER;
  private static final MethodHandle PUT_SLOT;
  private static final MethodHandle PUT_SLOT_PAIR;
  private static final MethodHandle SLOT_IMAGE;
  private static final MethodHandle RESULT_IMAGE;
  private static final MethodHandle FLOATING_IMAGE;
  private static final MethodHandle HIDDEN_IMAGE;
  private static final MethodHandle PREPARE_HIDDEN;
  private static final MethodHandle PUT_COPY;
  private static final MethodHandle PUT_CELLS;
  private static final MethodHandle CALL;
  private static final MethodHandle INTEGER;
  private static final MethodHandle FLOATING;
  private static final MethodHandle LEAVE;
  private static final MethodHandle LAST_ERROR;
  private static final MethodHandle TELL;
  private static final MethodHandle WRITE;
  private static final MethodHandle UPDATE;
  private static final MethodHandle READ;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Class<?> act = Activation.class;
      ENTER = lookup.findVirtual(CallTarget.class, "enter", methodType(act));
      PUT_SLOT = lookup.findVirtual(act, "putSlot", methodType(void.class, int.class, long.class));
      PUT_SLOT_PAIR =
          lookup.findVirtual(act, "putSlotPair", methodType(void.class, int.class, long.class));
      SLOT_IMAGE =
          lookup.findVirtual(act, "slotImage", methodType(LocalMemory.class, int.class, int.class));
      RESULT_IMAGE =
          lookup.findVirtual(act, "resultImage", methodType(WindowsMemory.class, int.class));
      FLOATING_IMAGE =
          lookup.findVirtual(act, "floatingImage", methodType(WindowsMemory.class, int.class));
      HIDDEN_IMAGE = lookup.findVirtual(act, "hiddenImage", methodType(WindowsMemory.class));
      PREPARE_HIDDEN =
          lookup.findVirtual(act, "prepareHidden", methodType(void.class, long.class, int.class));
      MethodType byValue = methodType(void.class, Marshaller.class, int.class, Object.class);
      PUT_COPY = lookup.findVirtual(act, "putCopy", byValue);
      PUT_CELLS = lookup.findVirtual(act, "putCells", byValue);
      CALL = lookup.findVirtual(act, "call", methodType(void.class));
      INTEGER = lookup.findVirtual(act, "integerResult", methodType(long.class));
      FLOATING = lookup.findVirtual(act, "floatingResult", methodType(long.class));
      LEAVE = lookup.findVirtual(act, "leave", methodType(void.class));
      LAST_ERROR = lookup.findVirtual(act, "lastError", methodType(int.class));
      TELL = lookup.findVirtual(IntConsumer.class, "accept", methodType(void.class, int.class));
      MethodType moving = methodType(void.class, Object.class, WindowsMemory.class, Sections.class);
      WRITE = lookup.findVirtual(Marshaller.class, "write", moving);
      UPDATE = lookup.findVirtual(Marshaller.class, "update", moving);
      READ =
          lookup.findVirtual(
              Marshaller.class,
              "read",
              methodType(Object.class, WindowsMemory.class, Sections.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private PlanLinker() {}

  /**
   * A handle of the plan's method type that calls the target on the calling thread's lane, or for a
   * virtual thread on that of another.
   */
  public static MethodHandle link(CallPlan plan, CallTarget target) {
    return link(plan, target, Optional.empty());
  }

  /**
   * The same.
   *
   * @param afterCall gets Windows' last error when the result has been read
   */
  public static MethodHandle link(
      CallPlan plan, CallTarget target, Optional<IntConsumer> afterCall) {
    MethodHandle direct = direct(plan, target, afterCall);
    if (!VirtualThreads.exist()) {
      return direct;
    }
    // What comes after the call is the virtual thread's own business.
    MethodHandle call = afterCall.isEmpty() ? direct : direct(plan, target, Optional.empty());
    return VirtualThreads.choose(
        target.forVirtualThreads(call, afterCall.orElse(lastError -> {})), direct);
  }

  private static MethodHandle direct(
      CallPlan plan, CallTarget target, Optional<IntConsumer> afterCall) {
    List<Class<?>> carriers = plan.methodType().parameterList();
    // (Activation, arguments…) result, built from its end
    MethodHandle read = result(plan.result());
    MethodHandle told = afterCall.map(after -> telling(read, after)).orElse(read);
    MethodHandle body = dropArguments(told, 1, carriers);
    for (int i = plan.arguments().size() - 1; i >= 0; i--) {
      if (plan.arguments().get(i) instanceof ArgumentStep.Image image) {
        body = before(body, moving(UPDATE, image), i, carriers);
      }
    }
    body = foldArguments(body, CALL);
    for (int i = plan.writeOrder().size() - 1; i >= 0; i--) {
      int argument = plan.writeOrder().get(i);
      body = before(body, put(plan.arguments().get(argument)), argument, carriers);
    }
    if (plan.result() instanceof ResultStep.Hidden hidden) {
      Layout layout = hidden.marshaller().layout();
      body =
          foldArguments(
              body, insertArguments(PREPARE_HIDDEN, 1, layout.size(), layout.alignment()));
    }
    return foldArguments(leaving(body), ENTER.bindTo(target));
  }

  /** Runs {@code step (Activation, argument i) void} before the body. */
  private static MethodHandle before(
      MethodHandle body, MethodHandle step, int i, List<Class<?>> carriers) {
    MethodHandle spread = dropArguments(step, 1, carriers.subList(0, i));
    return foldArguments(
        body,
        dropArguments(
            spread, spread.type().parameterCount(), carriers.subList(i + 1, carriers.size())));
  }

  private static MethodHandle put(ArgumentStep step) {
    if (step instanceof ArgumentStep.Image image) {
      return moving(WRITE, image);
    }
    if (step instanceof ArgumentStep.ByValue value) {
      MethodHandle write = value.asPointer() ? PUT_COPY : PUT_CELLS;
      return insertArguments(write, 1, value.marshaller(), value.slot())
          .asType(methodType(void.class, Activation.class, value.carrier()));
    }
    ArgumentStep.Scalar scalar = (ArgumentStep.Scalar) step;
    MethodHandle store =
        insertArguments(scalar.slots() == 2 ? PUT_SLOT_PAIR : PUT_SLOT, 1, scalar.slot());
    return filterArguments(store, 1, ScalarHandles.encoder(scalar.marshaller(), scalar.carrier()));
  }

  /**
   * {@code (Activation, carrier) void}: moves the value between itself and the image in its slot.
   */
  private static MethodHandle moving(MethodHandle verb, ArgumentStep.Image step) {
    MethodHandle image =
        insertArguments(SLOT_IMAGE, 1, step.slot(), (int) step.marshaller().layout().size());
    // (value, memory, sections) → (value, Activation, Activation) → (Activation, value)
    MethodHandle onSlot =
        filterArguments(
            verb.bindTo(step.marshaller()),
            1,
            image.asType(methodType(WindowsMemory.class, Activation.class)));
    MethodHandle typed =
        onSlot.asType(methodType(void.class, step.carrier(), Activation.class, Activation.class));
    return MethodHandles.permuteArguments(
        typed, methodType(void.class, Activation.class, step.carrier()), 1, 0, 0);
  }

  private static MethodHandle result(ResultStep step) {
    if (step instanceof ResultStep.Scalar scalar) {
      boolean integer = scalar.register() == ResultRegister.Integer;
      return filterReturnValue(
          integer ? INTEGER : FLOATING,
          ScalarHandles.decoder(scalar.marshaller(), scalar.carrier()));
    }
    if (step instanceof ResultStep.Image image) {
      boolean integer = image.register() == ResultRegister.Integer;
      int bytes = (int) image.marshaller().layout().size();
      return reading(
          image.marshaller(),
          image.carrier(),
          insertArguments(integer ? RESULT_IMAGE : FLOATING_IMAGE, 1, bytes));
    }
    if (step instanceof ResultStep.Hidden hidden) {
      return reading(hidden.marshaller(), hidden.carrier(), HIDDEN_IMAGE);
    }
    return MethodHandles.empty(methodType(void.class, Activation.class));
  }

  /** {@code (Activation) result}: tells the last error when the result has been read. */
  private static MethodHandle telling(MethodHandle read, IntConsumer after) {
    MethodHandle tell = filterArguments(TELL.bindTo(after), 0, LAST_ERROR);
    Class<?> result = read.type().returnType();
    if (result == void.class) {
      return foldArguments(tell, read);
    }
    MethodHandle pass = dropArguments(MethodHandles.identity(result), 1, Activation.class);
    MethodHandle tellAndPass = foldArguments(pass, dropArguments(tell, 0, result));
    return foldArguments(tellAndPass, read);
  }

  /** {@code (Activation) carrier}: reads a value from an image. */
  private static MethodHandle reading(
      Marshaller<?> marshaller, Class<?> carrier, MethodHandle image) {
    MethodHandle read = collectArguments(READ.bindTo(marshaller), 0, image);
    MethodHandle typed = read.asType(methodType(carrier, Activation.class, Activation.class));
    return MethodHandles.permuteArguments(typed, methodType(carrier, Activation.class), 0, 0);
  }

  /**
   * The body, after which the activation is left, however the call went. A JDK before 19 keeps the
   * last type for which it made such a block in a handle that all share, and with it the loaders of
   * the classes in that type: so it is made without any.
   */
  private static MethodHandle leaving(MethodHandle body) {
    MethodType erased = body.type().erase();
    return tryFinally(body.asType(erased), cleanup(erased.returnType())).asType(body.type());
  }

  /** {@code (Throwable, result, Object) result}: leaves the activation, which is the object. */
  private static MethodHandle cleanup(Class<?> result) {
    MethodHandle leave = LEAVE.asType(methodType(void.class, Object.class));
    if (result == void.class) {
      return dropArguments(leave, 0, Throwable.class);
    }
    MethodHandle pass = dropArguments(MethodHandles.identity(result), 0, Throwable.class);
    return foldArguments(
        dropArguments(pass, 2, Object.class), dropArguments(leave, 0, Throwable.class, result));
  }
}
