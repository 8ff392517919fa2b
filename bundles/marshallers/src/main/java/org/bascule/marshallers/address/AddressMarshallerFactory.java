package org.bascule.marshallers.address;

import java.util.Optional;
import org.bascule.spi.Address;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Component;

/** Pointers and handles that are passed on and never followed. */
@Component(service = MarshallerFactory.class)
public final class AddressMarshallerFactory implements MarshallerFactory {
  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    Class<?> type = use.rawType();
    if (use.cType().isEmpty()) {
      return type == Address.class
          ? Optional.of(address(PointerType.PLAIN, use, context))
          : Optional.empty();
    }
    return PointerType.find(use.cType().get(), use.place())
        .flatMap(pointer -> create(pointer, use, context));
  }

  @Override
  public String handles() {
    return "Address, and long with a C pointer type; void * and Windows' handles";
  }

  private static Optional<Marshaller<?>> create(
      PointerType pointer, TypeUse use, MarshallerContext context) {
    Class<?> type = use.rawType();
    if (type == Address.class || use.isNatural() && pointer.opaque()) {
      return Optional.of(address(pointer, use, context));
    }
    if (type == long.class || type == Long.class) {
      return Optional.of(
          new LongAddressMarshaller(new PointerBits(context.abi(), pointer), use.path()));
    }
    return Optional.empty();
  }

  private static Marshaller<?> address(
      PointerType pointer, TypeUse use, MarshallerContext context) {
    return new AddressMarshaller(new PointerBits(context.abi(), pointer), use.path());
  }
}
