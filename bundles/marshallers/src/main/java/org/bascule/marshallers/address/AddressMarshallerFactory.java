package org.bascule.marshallers.address;

import java.util.Optional;
import org.bascule.marshallers.memory.PointerType;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.spi.Address;
import org.bascule.spi.Directive;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;

/**
 * Pointers and handles that are passed on and never followed. Ranked last: it takes every natural
 * pointer that nobody wants to follow.
 */
@Component(
    service = MarshallerFactory.class,
    property = Constants.SERVICE_RANKING + ":Integer=" + AddressMarshallerFactory.RANKING)
public final class AddressMarshallerFactory implements MarshallerFactory {
  static final int RANKING = -2;

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    Class<?> type = use.rawType();
    if (type == Address.class || type == long.class || type == Long.class) {
      refuseMemory(use);
    }
    Optional<Marshaller<?>> address = find(use, context);
    if (address.isPresent()) {
      refuseFreeing(use);
    }
    return address;
  }

  @Override
  public int ranking() {
    return RANKING;
  }

  @Override
  public String handles() {
    return "Address, and long with a C pointer type; void * and Windows' handles";
  }

  private static Optional<Marshaller<?>> find(TypeUse use, MarshallerContext context) {
    if (use.cType().isEmpty()) {
      return use.rawType() == Address.class
          ? Optional.of(address(PointerType.PLAIN, use, context))
          : Optional.empty();
    }
    return PointerType.find(use.cType().get(), use.place())
        .flatMap(pointer -> create(pointer, use, context));
  }

  private static void refuseMemory(TypeUse use) {
    if (Pointers.isCounted(use)) {
      throw Refusals.directive(
          use,
          "a Java type with memory of its own: an array, a StringBuilder, a java.nio.Buffer",
          use.javaType().getTypeName() + ", which is an address and holds nothing to copy",
          "change the Java type, or take the directive away");
    }
  }

  /** Nobody could use the address any more, and leaving the memory alone would be a lie. */
  private static void refuseFreeing(TypeUse use) {
    use.directive()
        .flatMap(Directive::free)
        .ifPresent(
            function -> {
              throw Refusals.directive(
                  use,
                  "a value that is copied before "
                      + function
                      + " frees the memory, with its length",
                  use.description() + ", the address of memory that is freed",
                  "add a length, or take free away and call " + function + " after use");
            });
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
