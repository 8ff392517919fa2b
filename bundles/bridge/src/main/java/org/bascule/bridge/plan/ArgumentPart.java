package org.bascule.bridge.plan;

import org.bascule.bridge.call.Activation;
import org.bascule.bridge.call.BatchFrame;
import org.bascule.spi.Marshaller;
import org.bascule.spi.ScalarMarshaller;

/** Moves one argument of a call that is written and read apart from being made. Immutable. */
sealed interface ArgumentPart {
  /** Writes it into a call that has begun. */
  void write(Activation call, Object value);

  /** Brings changes back. */
  default void update(Activation call, Object value) {}

  /** The part of a plan's step. */
  static ArgumentPart of(ArgumentStep step) {
    if (step instanceof ArgumentStep.Scalar scalar) {
      return new Scalar(onObjects(scalar.marshaller()), scalar.slot(), scalar.slots());
    }
    Marshaller<Object> marshaller = onObjects(step.marshaller());
    return step instanceof ArgumentStep.ByValue value
        ? new ByValue(marshaller, value.slot(), value.asPointer())
        : new Image(marshaller, step.slot(), (int) marshaller.layout().size());
  }

  /** What the marshaller itself has accepted is of its type. */
  @SuppressWarnings("unchecked")
  static Marshaller<Object> onObjects(Marshaller<?> marshaller) {
    return (Marshaller<Object>) marshaller;
  }

  /** The same. */
  @SuppressWarnings("unchecked")
  static ScalarMarshaller<Object> onObjects(ScalarMarshaller<?> marshaller) {
    return (ScalarMarshaller<Object>) marshaller;
  }

  /** {@link ArgumentStep.Scalar}. */
  record Scalar(ScalarMarshaller<Object> marshaller, int slot, int slots) implements ArgumentPart {
    @Override
    public void write(Activation call, Object value) {
      if (slots == 2) {
        call.putSlotPair(slot, marshaller.toBits(value));
      } else {
        call.putSlot(slot, marshaller.toBits(value));
      }
    }

    /** Writes it into a frame, where the slots of its call begin at {@code first}. */
    void write(BatchFrame frame, int first, Object value) {
      if (slots == 2) {
        frame.putSlotPair(first, slot, marshaller.toBits(value));
      } else {
        frame.putSlot(first, slot, marshaller.toBits(value));
      }
    }
  }

  /** {@link ArgumentStep.Image}. */
  record Image(Marshaller<Object> marshaller, int slot, int bytes) implements ArgumentPart {
    @Override
    public void write(Activation call, Object value) {
      marshaller.write(value, call.slotImage(slot, bytes), call);
    }

    @Override
    public void update(Activation call, Object value) {
      marshaller.update(value, call.slotImage(slot, bytes), call);
    }
  }

  /** {@link ArgumentStep.ByValue}. */
  record ByValue(Marshaller<Object> marshaller, int slot, boolean asPointer)
      implements ArgumentPart {
    @Override
    public void write(Activation call, Object value) {
      if (asPointer) {
        call.putCopy(marshaller, slot, value);
      } else {
        call.putCells(marshaller, slot, value);
      }
    }
  }
}
