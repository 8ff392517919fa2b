package org.bascule.bridge.plan;

import org.bascule.bridge.call.Activation;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.ScalarMarshaller;

/** Reads the result of a call that is written and read apart from being made. Immutable. */
sealed interface ResultPart {
  /** Makes room for it in a call that has begun. */
  default void prepare(Activation call) {}

  /** The result; null if there is none. */
  Object read(Activation call);

  /** The part of a plan's step. */
  static ResultPart of(ResultStep step) {
    boolean integer = step.register() == ResultRegister.Integer;
    if (step instanceof ResultStep.Scalar scalar) {
      return new Scalar(scalar.marshaller(), integer);
    }
    if (step instanceof ResultStep.Image image) {
      return new Image(image.marshaller(), integer, (int) image.marshaller().layout().size());
    }
    return step instanceof ResultStep.Hidden hidden
        ? new Hidden(hidden.marshaller())
        : new Nothing();
  }

  /** {@link ResultStep.Nothing}. */
  record Nothing() implements ResultPart {
    @Override
    public Object read(Activation call) {
      return null;
    }
  }

  /** {@link ResultStep.Scalar}. */
  record Scalar(ScalarMarshaller<?> marshaller, boolean integer) implements ResultPart {
    Object fromBits(long bits) {
      return marshaller.fromBits(bits);
    }

    @Override
    public Object read(Activation call) {
      return fromBits(integer ? call.integerResult() : call.floatingResult());
    }
  }

  /** {@link ResultStep.Image}. */
  record Image(Marshaller<?> marshaller, boolean integer, int bytes) implements ResultPart {
    @Override
    public Object read(Activation call) {
      return marshaller.read(integer ? call.resultImage(bytes) : call.floatingImage(bytes), call);
    }
  }

  /** {@link ResultStep.Hidden}. */
  record Hidden(Marshaller<?> marshaller) implements ResultPart {
    @Override
    public void prepare(Activation call) {
      Layout layout = marshaller.layout();
      call.prepareHidden(layout.size(), layout.alignment());
    }

    @Override
    public Object read(Activation call) {
      return marshaller.read(call.hiddenImage(), call);
    }
  }
}
