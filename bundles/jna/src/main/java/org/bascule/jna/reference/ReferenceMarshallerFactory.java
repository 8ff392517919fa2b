package org.bascule.jna.reference;

import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import com.sun.jna.ptr.ByReference;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.bascule.jna.Conversion;
import org.bascule.jna.HostView;
import org.bascule.jna.memory.Freeing;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Component;

/**
 * JNA's {@link ByReference} family. The value moves through the class's own {@code getValue} and
 * {@code setValue}, so that both sides have their own widths; whatever marshals the value's type
 * knows the host's.
 */
@Component(service = MarshallerFactory.class)
public final class ReferenceMarshallerFactory implements MarshallerFactory {
  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    Class<?> type = use.rawType();
    if (!ByReference.class.isAssignableFrom(type)) {
      return Optional.empty();
    }
    Class<? extends ByReference> family = type.asSubclass(ByReference.class);
    if (!Modifier.isAbstract(type.getModifiers())) {
      return Optional.of(reference(family, use, context));
    }
    return use.place() == Place.ARGUMENT
        ? Optional.of(new AnyReferenceMarshaller<>(family, use, context))
        : Optional.empty();
  }

  /** For a class that is met at the call: values are of that class. */
  @SuppressWarnings("unchecked")
  static Marshaller<ByReference> ofAny(
      Class<? extends ByReference> type, TypeUse use, MarshallerContext context) {
    return (Marshaller<ByReference>) (Marshaller<?>) reference(type, use, context);
  }

  @Override
  public String handles() {
    return "com.sun.jna.ptr.ByReference: IntByReference, PointerByReference, HANDLEByReference …";
  }

  private static <R extends ByReference> Marshaller<R> reference(
      Class<R> type, TypeUse use, MarshallerContext context) {
    ValueAccess access = ValueAccess.of(type, use);
    return marshaller(
        use,
        Conversion.of(type, use),
        access,
        context.marshaller(use.target(access.type(), use.cType())),
        context);
  }

  private static <R extends ByReference, V> Marshaller<R> marshaller(
      TypeUse use,
      Conversion<R> conversion,
      ValueAccess access,
      Marshaller<V> value,
      MarshallerContext context) {
    boolean pointers =
        access.type() == Pointer.class || PointerType.class.isAssignableFrom(access.type());
    return new ReferenceMarshaller<>(
        conversion, access, value, pointers, HostView.of(context), Freeing.of(use), use.path());
  }
}
