package org.bascule.example.celsius;

import java.util.Optional;
import org.bascule.spi.CType;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Component;

/** Takes {@link Celsius} in Java and {@code KELVIN} in C prototypes. */
@Component
public final class CelsiusMarshallerFactory implements MarshallerFactory {
  private static final CType KELVIN = new CType.Named("KELVIN");

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    boolean natural = use.isNatural() && use.cType().get().equals(KELVIN);
    return natural || use.rawType() == Celsius.class
        ? Optional.of(new CelsiusMarshaller())
        : Optional.empty();
  }

  @Override
  public String handles() {
    return "Celsius, KELVIN";
  }
}
