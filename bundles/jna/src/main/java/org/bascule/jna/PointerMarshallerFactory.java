package org.bascule.jna;

import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.ptr.ByReference;
import java.util.Optional;
import java.util.function.Function;
import org.bascule.spi.Address;
import org.bascule.spi.CType;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Component;

/**
 * {@link Pointer} and {@link PointerType} as opaque addresses; whatever marshals {@link Address}
 * does the work. What comes back reads and writes the host's memory.
 */
@Component(service = MarshallerFactory.class)
public final class PointerMarshallerFactory implements MarshallerFactory {
  private static final CType POINTER = new CType.Pointer(new CType.Void(), false);
  private static final CType HANDLE = new CType.Named("HANDLE");

  /** jna-platform may be absent; its class is known by name. */
  private static final String HANDLE_CLASS = "com.sun.jna.platform.win32.WinNT$HANDLE";

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    Class<?> type = use.rawType();
    if (type == Pointer.class) {
      return Optional.of(pointer(use, context));
    }
    // ByReference classes are pointer types by inheritance only: they are memory of this JVM.
    boolean opaque =
        PointerType.class.isAssignableFrom(type) && !ByReference.class.isAssignableFrom(type);
    return opaque
        ? Optional.of(typed(type.asSubclass(PointerType.class), use, context))
        : Optional.empty();
  }

  @Override
  public String handles() {
    return "com.sun.jna.Pointer, and PointerType such as HANDLE";
  }

  private static Marshaller<?> pointer(TypeUse use, MarshallerContext context) {
    Function<Address, Pointer> inward = inward(context);
    return new MappedScalar<>(
        Pointer.class,
        address(use, context),
        value -> new Address(PointerPolicy.ADDRESS.check(value, use.path())),
        inward);
  }

  private static <T extends PointerType> Marshaller<T> typed(
      Class<T> type, TypeUse use, MarshallerContext context) {
    Conversion<T> conversion = Conversion.of(type, use);
    Function<Address, Pointer> inward = inward(context);
    return new MappedScalar<>(
        type,
        address(use, context),
        value -> {
          Pointer pointer = value == null ? null : (Pointer) value.toNative();
          return new Address(PointerPolicy.HANDLE.check(pointer, use.path()));
        },
        address -> conversion.fromNative(inward.apply(address)));
  }

  private static Function<Address, Pointer> inward(MarshallerContext context) {
    RemoteMemory memory = RemoteMemory.of(context);
    return address -> memory.pointer(address.bits());
  }

  /** Handles are widened with their sign on x86, pointers with zeros. */
  @SuppressWarnings("unchecked")
  private static ScalarMarshaller<Address> address(TypeUse use, MarshallerContext context) {
    CType natural = Hierarchy.of(use.rawType()).anyMatch(HANDLE_CLASS::equals) ? HANDLE : POINTER;
    CType type = use.cType().orElse(natural);
    TypeUse part = use.part(Address.class, Optional.of(type), use.place(), "");
    return (ScalarMarshaller<Address>) context.marshaller(part);
  }
}
