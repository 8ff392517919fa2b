package org.bascule.jna.memory;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.ptr.ByReference;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.bascule.jna.Conversion;
import org.bascule.jna.Hierarchy;
import org.bascule.jna.HostView;
import org.bascule.jna.PointerPolicy;
import org.bascule.jna.callback.CallbackAddresses;
import org.bascule.jna.library.CallbackUse;
import org.bascule.spi.Address;
import org.bascule.spi.CType;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;
import org.osgi.service.component.annotations.Component;

/**
 * {@link Pointer}, {@code Memory} and {@link PointerType}; whatever marshals {@link Address} moves
 * the bits. What comes back reads and writes the host's memory.
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
      return Optional.of(pointer(use, PointerPolicy.ADDRESS, context));
    }
    if (Memory.class.isAssignableFrom(type)) {
      return Optional.of(memory(type.asSubclass(Memory.class), use, context));
    }
    // ByReference classes are pointer types by inheritance only: they hold a value.
    boolean opaque =
        PointerType.class.isAssignableFrom(type) && !ByReference.class.isAssignableFrom(type);
    return opaque
        ? Optional.of(typed(type.asSubclass(PointerType.class), use, context))
        : Optional.empty();
  }

  @Override
  public String handles() {
    return "com.sun.jna.Pointer, Memory, and PointerType such as HANDLE";
  }

  private static <M extends Memory> Marshaller<M> memory(
      Class<M> type, TypeUse use, MarshallerContext context) {
    if (use.place() != Place.ARGUMENT || use.annotation(CallbackUse.class).isPresent()) {
      throw Refusals.signature(
          use,
          "Pointer, since nothing tells how much memory the DLL has there",
          type.getTypeName(),
          "declare a Pointer");
    }
    return new MemoryMarshaller<>(type, pointer(use, PointerPolicy.ADDRESS, context));
  }

  private static <T extends PointerType> Marshaller<T> typed(
      Class<T> type, TypeUse use, MarshallerContext context) {
    if (Modifier.isAbstract(type.getModifiers())) {
      return new AnyPointerTypeMarshaller<>(
          type, pointer(use, PointerPolicy.HANDLE, context), use.path());
    }
    Conversion<T> conversion = Conversion.of(type, use);
    if (isHandle(type)) {
      refuseMemory(use);
    }
    return isHandle(type)
        ? HandleMarshaller.of(conversion, address(use, HANDLE, context), context, use.path())
        : new PointerTypeMarshaller<>(conversion, pointer(use, PointerPolicy.HANDLE, context));
  }

  private static void refuseMemory(TypeUse use) {
    if (use.directive().isPresent()) {
      throw Refusals.directive(
          use,
          "a type with memory behind it: Pointer, or a PointerType other than HANDLE",
          use.description() + ", a value that nobody follows",
          "change the type, or take the directive away");
    }
  }

  private static PointerMarshaller pointer(
      TypeUse use, PointerPolicy policy, MarshallerContext context) {
    return new PointerMarshaller(
        address(use, POINTER, context),
        policy,
        MemoryExtent.of(use, context),
        HostView.of(context),
        CallbackAddresses.of(context),
        use.path());
  }

  private static boolean isHandle(Class<?> type) {
    return Hierarchy.of(type).anyMatch(HANDLE_CLASS::equals);
  }

  /** Handles are widened with their sign on x86, pointers with zeros. */
  @SuppressWarnings("unchecked")
  private static ScalarMarshaller<Address> address(
      TypeUse use, CType natural, MarshallerContext context) {
    CType type = use.cType().orElse(natural);
    TypeUse part = use.part(Address.class, Optional.of(type), use.place(), "");
    return (ScalarMarshaller<Address>) context.marshaller(part);
  }
}
