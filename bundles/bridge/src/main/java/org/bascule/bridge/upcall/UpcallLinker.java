package org.bascule.bridge.upcall;

import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodHandles.permuteArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.bascule.bridge.call.UpcallFrame;
import org.bascule.bridge.plan.ArgumentStep;
import org.bascule.bridge.plan.CallPlan;
import org.bascule.bridge.plan.ResultStep;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Marshaller;
import org.bascule.spi.ScalarMarshaller;

/**
 * Weaves a plan the other way round: a handle that reads the arguments out of an upcall's frame,
 * runs a Java function, writes back what it changed, and puts its result.
 */
final class UpcallLinker {
  private static final Class<UpcallFrame> FRAME = UpcallFrame.class;
  private static final MethodHandle SLOT;
  private static final MethodHandle SLOT_PAIR;
  private static final MethodHandle READ_IMAGE;
  private static final MethodHandle READ_COPY;
  private static final MethodHandle READ_CELLS;
  private static final MethodHandle WRITE_BACK;
  private static final MethodHandle PUT_INTEGER;
  private static final MethodHandle PUT_FLOATING;
  private static final MethodHandle WRITE_RESULT;
  private static final MethodHandle WRITE_FLOATING;
  private static final MethodHandle WRITE_HIDDEN;
  private static final MethodHandle RETURNED;
  private static final MethodHandle TO_BITS;
  private static final MethodHandle FROM_BITS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      SLOT = lookup.findVirtual(FRAME, "slot", methodType(long.class, int.class));
      SLOT_PAIR = lookup.findVirtual(FRAME, "slotPair", methodType(long.class, int.class));
      MethodType reading = methodType(Object.class, Marshaller.class, int.class);
      READ_IMAGE = lookup.findVirtual(FRAME, "readImage", reading);
      READ_COPY = lookup.findVirtual(FRAME, "readCopy", reading);
      READ_CELLS = lookup.findVirtual(FRAME, "readCells", reading);
      WRITE_BACK =
          lookup.findVirtual(
              FRAME,
              "writeBack",
              methodType(void.class, Marshaller.class, int.class, Object.class));
      MethodType bits = methodType(void.class, long.class);
      PUT_INTEGER = lookup.findVirtual(FRAME, "putInteger", bits);
      PUT_FLOATING = lookup.findVirtual(FRAME, "putFloating", bits);
      MethodType writing = methodType(void.class, Marshaller.class, Object.class);
      WRITE_RESULT = lookup.findVirtual(FRAME, "writeResult", writing);
      WRITE_FLOATING = lookup.findVirtual(FRAME, "writeFloating", writing);
      WRITE_HIDDEN = lookup.findVirtual(FRAME, "writeHidden", writing);
      RETURNED = lookup.findVirtual(FRAME, "returned", methodType(void.class));
      TO_BITS =
          lookup.findVirtual(
              ScalarMarshaller.class, "toBits", methodType(long.class, Object.class));
      FROM_BITS =
          lookup.findVirtual(
              ScalarMarshaller.class, "fromBits", methodType(Object.class, long.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private UpcallLinker() {}

  /**
   * A handle {@code (function, UpcallFrame) void}.
   *
   * @param implementation {@code (function, arguments…) result}, of types that can be converted to
   *     those of the plan
   */
  static MethodHandle link(CallPlan plan, MethodHandle implementation) {
    Class<?> function = implementation.type().parameterType(0);
    MethodHandle run = implementation.asType(plan.methodType().insertParameterTypes(0, function));
    List<Class<?>> given = new ArrayList<>(run.type().parameterList());
    given.add(FRAME);
    run = dropArguments(run, run.type().parameterCount(), FRAME);
    // (result, function, arguments…, frame) void, built from its end
    MethodHandle after = afterwards(plan.result(), given);
    int first = plan.result() instanceof ResultStep.Nothing ? 1 : 2;
    for (int i = plan.arguments().size() - 1; i >= 0; i--) {
      if (plan.arguments().get(i) instanceof ArgumentStep.Image image) {
        after = foldArguments(after, spread(writingBack(image), after.type(), first + i));
      }
    }
    MethodHandle whole = foldArguments(after, run);
    return reading(plan, whole, function);
  }

  /** Puts the arguments' readers before it. */
  private static MethodHandle reading(CallPlan plan, MethodHandle whole, Class<?> function) {
    int count = plan.arguments().size();
    MethodHandle[] readers = new MethodHandle[count];
    int[] order = new int[count + 2];
    for (int i = 0; i < count; i++) {
      readers[i] = reader(plan.arguments().get(i));
      order[i + 1] = 1;
    }
    order[count + 1] = 1;
    return permuteArguments(
        filterArguments(whole, 1, readers), methodType(void.class, function, FRAME), order);
  }

  /** {@code (frame) carrier}. */
  private static MethodHandle reader(ArgumentStep step) {
    if (step instanceof ArgumentStep.Scalar scalar) {
      MethodHandle bits = insertArguments(scalar.slots() == 2 ? SLOT_PAIR : SLOT, 1, step.slot());
      return MethodHandles.filterReturnValue(bits, decoder(scalar));
    }
    MethodHandle read =
        step instanceof ArgumentStep.ByValue value
            ? value.asPointer() ? READ_COPY : READ_CELLS
            : READ_IMAGE;
    return insertArguments(read, 1, step.marshaller(), step.slot())
        .asType(methodType(step.carrier(), FRAME));
  }

  private static MethodHandle decoder(ArgumentStep.Scalar step) {
    MethodHandle exact =
        step.carrier().isPrimitive()
            ? step.marshaller().decoder().orElse(FROM_BITS.bindTo(step.marshaller()))
            : FROM_BITS.bindTo(step.marshaller());
    return exact.asType(methodType(step.carrier(), long.class));
  }

  /** {@code (frame, carrier) void}. */
  private static MethodHandle writingBack(ArgumentStep.Image step) {
    return insertArguments(WRITE_BACK, 1, step.marshaller(), step.slot())
        .asType(methodType(void.class, FRAME, step.carrier()));
  }

  /** Takes a step's frame and argument out of a longer list, the frame from its end. */
  private static MethodHandle spread(MethodHandle step, MethodType type, int argument) {
    return permuteArguments(
        step, type.changeReturnType(void.class), type.parameterCount() - 1, argument);
  }

  /** {@code (result, given…) void}, without the result if there is none. */
  private static MethodHandle afterwards(ResultStep step, List<Class<?>> given) {
    List<Class<?>> unused = given.subList(0, given.size() - 1);
    if (step instanceof ResultStep.Nothing) {
      return dropArguments(RETURNED, 0, unused);
    }
    MethodHandle put =
        permuteArguments(putting(step), methodType(void.class, step.carrier(), FRAME), 1, 0);
    MethodHandle both = foldArguments(dropArguments(RETURNED, 0, step.carrier()), put);
    return dropArguments(both, 1, unused);
  }

  /** {@code (frame, carrier) void}. */
  private static MethodHandle putting(ResultStep step) {
    if (step instanceof ResultStep.Scalar scalar) {
      boolean integer = scalar.register() == ResultRegister.Integer;
      return filterArguments(integer ? PUT_INTEGER : PUT_FLOATING, 1, encoder(scalar));
    }
    if (step instanceof ResultStep.Image image) {
      boolean integer = image.register() == ResultRegister.Integer;
      return insertArguments(integer ? WRITE_RESULT : WRITE_FLOATING, 1, image.marshaller())
          .asType(methodType(void.class, FRAME, image.carrier()));
    }
    ResultStep.Hidden hidden = (ResultStep.Hidden) step;
    return insertArguments(WRITE_HIDDEN, 1, hidden.marshaller())
        .asType(methodType(void.class, FRAME, hidden.carrier()));
  }

  private static MethodHandle encoder(ResultStep.Scalar step) {
    MethodHandle exact =
        step.carrier().isPrimitive()
            ? step.marshaller().encoder().orElse(TO_BITS.bindTo(step.marshaller()))
            : TO_BITS.bindTo(step.marshaller());
    return exact.asType(methodType(long.class, step.carrier()));
  }
}
