package org.bascule.bridge.plan;

import static java.lang.invoke.MethodHandles.collectArguments;
import static java.lang.invoke.MethodHandles.filterArguments;
import static java.lang.invoke.MethodHandles.filterReturnValue;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.bascule.bridge.call.Activation;
import org.bascule.bridge.call.LocalMemory;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * The steps of a call as handles on their own, for calls that are prepared and read apart from
 * being made.
 */
final class PartHandles {
  private static final MethodHandle PUT_SLOT;
  private static final MethodHandle PUT_SLOT_PAIR;
  private static final MethodHandle SLOT_IMAGE;
  private static final MethodHandle RESULT_IMAGE;
  private static final MethodHandle FLOATING_IMAGE;
  private static final MethodHandle HIDDEN_IMAGE;
  private static final MethodHandle PUT_COPY;
  private static final MethodHandle PUT_CELLS;
  private static final MethodHandle INTEGER;
  private static final MethodHandle FLOATING;
  private static final MethodHandle WRITE;
  private static final MethodHandle UPDATE;
  private static final MethodHandle READ;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Class<?> act = Activation.class;
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
      MethodType byValue = methodType(void.class, Marshaller.class, int.class, Object.class);
      PUT_COPY = lookup.findVirtual(act, "putCopy", byValue);
      PUT_CELLS = lookup.findVirtual(act, "putCells", byValue);
      INTEGER = lookup.findVirtual(act, "integerResult", methodType(long.class));
      FLOATING = lookup.findVirtual(act, "floatingResult", methodType(long.class));
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

  private PartHandles() {}

  /** {@code (Activation, carrier) void}: writes an argument. */
  static MethodHandle put(ArgumentStep step) {
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

  /** {@code (Activation, carrier) void}: brings changes back. */
  static MethodHandle update(ArgumentStep.Image step) {
    return moving(UPDATE, step);
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

  /** {@code (Activation) carrier}: reads the result. */
  static MethodHandle result(ResultStep step) {
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

  /** {@code (Activation) carrier}: reads a value from an image. */
  private static MethodHandle reading(
      Marshaller<?> marshaller, Class<?> carrier, MethodHandle image) {
    MethodHandle read = collectArguments(READ.bindTo(marshaller), 0, image);
    MethodHandle typed = read.asType(methodType(carrier, Activation.class, Activation.class));
    return MethodHandles.permuteArguments(typed, methodType(carrier, Activation.class), 0, 0);
  }
}
