package org.bascule.jna;

import com.sun.jna.IntegerType;
import com.sun.jna.NativeMapped;
import com.sun.jna.PointerType;
import java.util.Optional;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Component;

/** {@link NativeMapped} classes of anybody: whatever marshals their native type does the work. */
@Component(service = MarshallerFactory.class)
public final class NativeMappedMarshallerFactory implements MarshallerFactory {
  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    Class<?> type = use.rawType();
    boolean others =
        IntegerType.class.isAssignableFrom(type) || PointerType.class.isAssignableFrom(type);
    if (others || !NativeMapped.class.isAssignableFrom(type)) {
      return Optional.empty();
    }
    Conversion<?> conversion = Conversion.of(type.asSubclass(NativeMapped.class), use);
    TypeUse part = use.part(conversion.nativeType(), use.cType(), use.place(), "");
    return Optional.of(NativeMappedMarshaller.of(conversion, context.marshaller(part)));
  }

  @Override
  public String handles() {
    return "com.sun.jna.NativeMapped";
  }
}
