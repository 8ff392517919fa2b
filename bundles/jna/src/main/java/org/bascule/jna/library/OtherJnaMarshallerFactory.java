package org.bascule.jna.library;

import java.util.Optional;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Component;

/**
 * Refuses the types of a second copy of JNA wherever they stand, before anybody takes them for
 * plain interfaces and classes.
 */
@Component(
    service = MarshallerFactory.class,
    property = "service.ranking:Integer=" + LibraryMarshallerFactory.RANKING)
public final class OtherJnaMarshallerFactory implements MarshallerFactory {
  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    OtherJna.find(use.rawType())
        .ifPresent(
            other -> {
              throw OtherJna.refusal("marshal " + use.rawType().getTypeName(), use.path(), other);
            });
    return Optional.empty();
  }

  @Override
  public String handles() {
    return "nothing: refuses types of a second copy of JNA";
  }

  @Override
  public int ranking() {
    return LibraryMarshallerFactory.RANKING;
  }
}
