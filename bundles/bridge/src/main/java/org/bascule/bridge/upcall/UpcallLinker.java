package org.bascule.bridge.upcall;

import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.bridge.call.UpcallFrame;
import org.bascule.bridge.invoke.CallbackRunner;
import org.bascule.bridge.plan.ArgumentStep;
import org.bascule.bridge.plan.CallPlan;
import org.bascule.bridge.plan.ResultStep;
import org.bascule.bridge.plan.ScalarHandles;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Marshaller;

/**
 * Weaves a plan the other way round: how the arguments are read out of an upcall's frame, how what
 * the function changed is written back, and how its result is put.
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
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private UpcallLinker() {}

  /** Weaves what is done around a method of a Java interface. */
  static CallbackRunner.Steps steps(CallPlan plan, Method method, String name) {
    boolean collects = CallbackRunner.collects(method);
    List<MethodHandle> readers = new ArrayList<>();
    Map<Integer, MethodHandle> writers = new LinkedHashMap<>();
    for (int i = 0; i < plan.arguments().size(); i++) {
      ArgumentStep step = plan.arguments().get(i);
      Class<?> type = collects ? Object.class : method.getParameterTypes()[i];
      readers.add(reader(step).asType(methodType(type, Object.class)));
      if (step instanceof ArgumentStep.Image image) {
        writers.put(i, writingBack(image).asType(taking(type)));
      }
    }
    return new CallbackRunner.Steps(
        readers,
        writers,
        put(plan.result(), collects, name).map(put -> put.asType(taking(method.getReturnType()))),
        RETURNED.asType(methodType(void.class, Object.class)));
  }

  /** {@code (frame, value) void}. */
  private static MethodType taking(Class<?> value) {
    return methodType(void.class, Object.class, value);
  }

  private static Optional<MethodHandle> put(ResultStep step, boolean loose, String name) {
    if (step instanceof ResultStep.Nothing) {
      return Optional.empty();
    }
    MethodHandle put = putting(step);
    return Optional.of(loose ? UntypedValues.accepting(put, step, name) : put);
  }

  /** {@code (frame) carrier}. */
  private static MethodHandle reader(ArgumentStep step) {
    if (step instanceof ArgumentStep.Scalar scalar) {
      MethodHandle bits = insertArguments(scalar.slots() == 2 ? SLOT_PAIR : SLOT, 1, step.slot());
      return MethodHandles.filterReturnValue(
          bits, ScalarHandles.decoder(scalar.marshaller(), scalar.carrier()));
    }
    MethodHandle read =
        step instanceof ArgumentStep.ByValue value
            ? value.asPointer() ? READ_COPY : READ_CELLS
            : READ_IMAGE;
    return insertArguments(read, 1, step.marshaller(), step.slot())
        .asType(methodType(step.carrier(), FRAME));
  }

  /** {@code (frame, carrier) void}. */
  private static MethodHandle writingBack(ArgumentStep.Image step) {
    return insertArguments(WRITE_BACK, 1, step.marshaller(), step.slot())
        .asType(methodType(void.class, FRAME, step.carrier()));
  }

  /** {@code (frame, carrier) void}. */
  private static MethodHandle putting(ResultStep step) {
    if (step instanceof ResultStep.Scalar scalar) {
      boolean integer = scalar.register() == ResultRegister.Integer;
      return filterArguments(
          integer ? PUT_INTEGER : PUT_FLOATING,
          1,
          ScalarHandles.encoder(scalar.marshaller(), scalar.carrier()));
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
}
