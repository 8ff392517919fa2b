package org.bascule.jna.callback;

import com.sun.jna.Callback;
import java.util.Optional;
import org.bascule.jna.HostView;
import org.bascule.jna.array.ElementArrayMarshaller;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Component;

/** {@link Callback} and its interfaces; arrays of them, which a null pointer ends. */
@Component(service = MarshallerFactory.class)
public final class CallbackMarshallerFactory implements MarshallerFactory {
  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    Class<?> type = use.rawType();
    if (Callback.class.isAssignableFrom(type)) {
      return Optional.of(callback(type.asSubclass(Callback.class), use, context));
    }
    boolean array =
        type.isArray()
            && Callback.class.isAssignableFrom(type.getComponentType())
            && use.cType().isEmpty()
            && use.directive().isEmpty()
            && (use.place() == Place.ARGUMENT || use.place() == Place.RESULT);
    return array
        ? Optional.of(array(type.getComponentType().asSubclass(Callback.class), use, context))
        : Optional.empty();
  }

  @Override
  public String handles() {
    return "com.sun.jna.Callback: StdCallCallback, CallbackProxy, WNDENUMPROC …; Callback[]";
  }

  private static <T extends Callback> CallbackMarshaller<T> callback(
      Class<T> type, TypeUse use, MarshallerContext context) {
    return new CallbackMarshaller<>(
        type,
        Layout.pointer(context.abi()),
        new CallbackPointers<>(type, context),
        HostView.of(context),
        use.path());
  }

  @SuppressWarnings("unchecked")
  private static <T extends Callback> Marshaller<T[]> array(
      Class<T> component, TypeUse use, MarshallerContext context) {
    TypeUse part = use.part(component, Optional.empty(), Place.ELEMENT, "[]");
    Marshaller<T> element = (Marshaller<T>) context.marshaller(part);
    return ElementArrayMarshaller.of(
        (Class<T[]>) component.arrayType(), element, true, context.abi());
  }
}
