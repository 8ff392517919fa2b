package org.bascule.jna;

import com.sun.jna.IntegerType;
import java.util.Optional;
import org.bascule.spi.CType;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;
import org.osgi.service.component.annotations.Component;

/** {@link IntegerType} with the widths of Windows. A C type at the use decides over the class. */
@Component(service = MarshallerFactory.class)
public final class IntegerTypeMarshallerFactory implements MarshallerFactory {
  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    Class<?> type = use.rawType();
    return IntegerType.class.isAssignableFrom(type)
        ? Optional.of(create(type.asSubclass(IntegerType.class), use, context))
        : Optional.empty();
  }

  @Override
  public String handles() {
    return "com.sun.jna.IntegerType: NativeLong, DWORD, LPARAM …";
  }

  private static <T extends IntegerType> Marshaller<T> create(
      Class<T> type, TypeUse use, MarshallerContext context) {
    Conversion<T> conversion = Conversion.of(type, use);
    IntegerWidth width =
        use.cType().isEmpty()
            ? IntegerWidth.ofFamily(type, context.abi())
                .orElseGet(() -> byPart(type, conversion.nativeType(), use, context))
            : byPart(type, Object.class, use, context);
    @SuppressWarnings("unchecked")
    Marshaller<Long> numbers = (Marshaller<Long>) part(long.class, Optional.empty(), use, context);
    return new IntegerTypeMarshaller<>(type, width, conversion, numbers, use.path());
  }

  /** The width that another marshaller knows, for the native type or the C type. */
  private static IntegerWidth byPart(
      Class<?> type, Class<?> partType, TypeUse use, MarshallerContext context) {
    if (part(partType, use.cType(), use, context).layout() instanceof Layout.Scalar layout
        && layout.kind() != Layout.Kind.FLOATING) {
      return IntegerWidth.ofNative(type, layout);
    }
    throw Refusals.signature(
        use,
        "an integer type in C for " + type.getTypeName(),
        use.description(),
        "change the C type, or the Java type");
  }

  private static Marshaller<?> part(
      Class<?> type, Optional<CType> cType, TypeUse use, MarshallerContext context) {
    return context.marshaller(use.part(type, cType, use.place(), ""));
  }
}
