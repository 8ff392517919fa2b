package org.bascule.bridge.plan;

import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Marshaller;
import org.bascule.spi.ScalarMarshaller;

/** How the result gets out of the outcome. */
public sealed interface ResultStep {
  /** The Java type that the caller gets. */
  Class<?> carrier();

  /** Slots before those of the arguments. */
  default int hiddenSlots() {
    return this instanceof Hidden ? 1 : 0;
  }

  /** The register that the host must keep, a constant of {@link ResultRegister}. */
  default byte register() {
    return ResultRegister.Integer;
  }

  /** There is none. */
  record Nothing() implements ResultStep {
    @Override
    public Class<?> carrier() {
      return void.class;
    }
  }

  /** The bits of a register. */
  record Scalar(ScalarMarshaller<?> marshaller, Class<?> carrier, byte register)
      implements ResultStep {}

  /** A register holds an image that the marshaller reads. */
  record Image(Marshaller<?> marshaller, Class<?> carrier, byte register) implements ResultStep {}

  /** The function writes the image where its hidden first argument points. */
  record Hidden(Marshaller<?> marshaller, Class<?> carrier) implements ResultStep {}
}
