package org.bascule.bridge.plan;

import java.util.Optional;
import org.bascule.protocol.ResultRegister;
import org.bascule.spi.Layout;
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

  /** How it lies in Windows memory; empty for none. */
  default Optional<Layout> layout() {
    return Optional.empty();
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
      implements ResultStep {
    @Override
    public Optional<Layout> layout() {
      return Optional.of(marshaller.layout());
    }
  }

  /** A register holds an image that the marshaller reads. */
  record Image(Marshaller<?> marshaller, Class<?> carrier, byte register) implements ResultStep {
    @Override
    public Optional<Layout> layout() {
      return Optional.of(marshaller.layout());
    }
  }

  /** The function writes the image where its hidden first argument points. */
  record Hidden(Marshaller<?> marshaller, Class<?> carrier) implements ResultStep {
    @Override
    public Optional<Layout> layout() {
      return Optional.of(marshaller.layout());
    }
  }
}
