package org.bascule.jna.anyvalue;

import com.sun.jna.IntegerType;
import com.sun.jna.Library;
import com.sun.jna.NativeMapped;
import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import org.bascule.jna.library.CallbackUse;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Component;

/**
 * Parameters of JNA's library interfaces that are declared as {@code Object}, {@code Number} and
 * the like: as in JNA, the class of what is passed decides.
 */
@Component(
    service = MarshallerFactory.class,
    property = "service.ranking:Integer=" + AnyValueMarshallerFactory.RANKING)
public final class AnyValueMarshallerFactory implements MarshallerFactory {
  static final int RANKING = 1;

  private static final Set<Class<?>> LOOSE =
      Set.of(
          Object.class,
          Number.class,
          Comparable.class,
          CharSequence.class,
          Serializable.class,
          NativeMapped.class,
          IntegerType.class);

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    boolean mine =
        LOOSE.contains(use.rawType())
            && use.place() == Place.ARGUMENT
            && use.cType().isEmpty()
            && use.directives().isEmpty()
            && use.annotation(CallbackUse.class).isEmpty()
            && context.declaringType().filter(Library.class::isAssignableFrom).isPresent();
    return mine
        ? Optional.of(new AnyValueMarshaller<>(use.rawType(), use, context))
        : Optional.empty();
  }

  @Override
  public String handles() {
    return "in JNA's library interfaces: arguments declared as Object, Number, NativeMapped …";
  }

  @Override
  public int ranking() {
    return RANKING;
  }
}
