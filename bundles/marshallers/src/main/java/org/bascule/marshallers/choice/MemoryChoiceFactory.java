package org.bascule.marshallers.choice;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Optional;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.spi.CType;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;

/**
 * Pointer parameters of C prototypes: beside the natural Java type they take others whose bytes are
 * clear. What is natural is left to whoever else takes the type; hence the rank before them.
 */
@Component(
    service = MarshallerFactory.class,
    property = Constants.SERVICE_RANKING + ":Integer=" + MemoryChoiceFactory.RANKING)
public final class MemoryChoiceFactory implements MarshallerFactory {
  static final int RANKING = 1;

  private static final Natural NATURAL = Bearer.class.getAnnotation(Natural.class);

  /** Marks the use whose natural marshaller is asked for. */
  @Retention(RetentionPolicy.RUNTIME)
  private @interface Natural {}

  /** Bears the annotation. */
  @Natural
  private interface Bearer {}

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    boolean open =
        use.isNatural() && use.place() == Place.ARGUMENT && use.annotation(Natural.class).isEmpty();
    return open
        ? Pointers.of(use).flatMap(pointer -> create(pointer, use, context))
        : Optional.empty();
  }

  private static Optional<Marshaller<?>> create(
      CType.Pointer pointer, TypeUse use, MarshallerContext context) {
    TypeUse marked = use.with(NATURAL);
    if (MemoryKinds.isOfNumbers(pointer, use)) {
      Marshaller<?> natural = context.marshaller(marked);
      return Optional.of(
          choice(natural, MemoryKinds.like(natural.javaType()), pointer, marked, context));
    }
    List<Class<?>> kinds = MemoryKinds.of(pointer, use);
    return kinds.isEmpty()
        ? Optional.empty()
        : Optional.of(choice(context.marshaller(marked), kinds, pointer, marked, context));
  }

  private static Marshaller<?> choice(
      Marshaller<?> natural,
      List<Class<?>> kinds,
      CType.Pointer pointer,
      TypeUse use,
      MarshallerContext context) {
    if (kinds.isEmpty()) {
      return natural;
    }
    List<Alternative> alternatives =
        kinds.stream().map(kind -> alternative(kind, pointer, use, context)).toList();
    return new MemoryChoiceMarshaller(unchecked(natural), alternatives, use);
  }

  private static Alternative alternative(
      Class<?> kind, CType.Pointer pointer, TypeUse use, MarshallerContext context) {
    TypeUse other =
        new TypeUse(
            kind,
            Optional.of(pointer),
            use.annotations(),
            use.place(),
            use.path(),
            use.directives());
    return new Alternative(kind, unchecked(context.marshaller(other)));
  }

  @SuppressWarnings("unchecked")
  private static Marshaller<Object> unchecked(Marshaller<?> marshaller) {
    return (Marshaller<Object>) marshaller;
  }

  @Override
  public int ranking() {
    return RANKING;
  }

  @Override
  public String handles() {
    return "in prototypes: arrays, buffers and text for void *, and what else is clear for others";
  }
}
