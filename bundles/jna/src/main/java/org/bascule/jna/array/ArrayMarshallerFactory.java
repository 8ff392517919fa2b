package org.bascule.jna.array;

import com.sun.jna.NativeMapped;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.WString;
import java.util.Optional;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Component;

/**
 * The arrays that JNA passes by pointer: of texts, pointers and {@code Structure.ByReference},
 * which a null pointer ends, and of mapped values such as {@code HANDLE}, which nothing ends.
 */
@Component(service = MarshallerFactory.class)
public final class ArrayMarshallerFactory implements MarshallerFactory {
  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    Class<?> type = use.rawType();
    boolean plain = use.cType().isEmpty() && use.directive().isEmpty();
    if (!type.isArray() || !plain) {
      return Optional.empty();
    }
    Class<?> component = type.getComponentType();
    boolean terminated = isTerminated(component);
    boolean mine =
        switch (use.place()) {
          case ARGUMENT -> terminated || NativeMapped.class.isAssignableFrom(component);
          case RESULT -> terminated;
          case FIELD, ELEMENT, TARGET -> false;
        };
    return mine ? Optional.of(array(component, terminated, use, context)) : Optional.empty();
  }

  @Override
  public String handles() {
    return "String[], WString[], Pointer[], Structure.ByReference[], NativeMapped[]";
  }

  private static boolean isTerminated(Class<?> component) {
    return component == String.class
        || component == WString.class
        || component == Pointer.class
        || Structure.ByReference.class.isAssignableFrom(component);
  }

  @SuppressWarnings("unchecked")
  private static <E> Marshaller<E[]> array(
      Class<E> component, boolean terminated, TypeUse use, MarshallerContext context) {
    TypeUse part = use.part(component, Optional.empty(), Place.ELEMENT, "[]");
    Marshaller<E> element = (Marshaller<E>) context.marshaller(part);
    Class<E[]> type = (Class<E[]>) component.arrayType();
    return ElementArrayMarshaller.of(type, element, terminated, context.abi());
  }
}
