package org.bascule.marshallers.array;

import java.util.Optional;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.marshallers.scalar.CScalars;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;

/**
 * C types alone for which arrays are natural. Text, pointers to one struct, and pointers to
 * pointers are left to others.
 */
final class NaturalArrays {
  private NaturalArrays() {}

  static Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    if (use.cType().get() instanceof CType.Array array) {
      return isText(array)
          ? Optional.empty()
          : Optional.of(
              ArrayMarshallerFactory.inline(
                  use,
                  context,
                  array,
                  new ElementsFinder(use, context, false).natural(array.element())));
    }
    return Pointers.of(use)
        .filter(pointer -> !isTextBuffer(pointer, use))
        .flatMap(pointer -> create(use, context, pointer));
  }

  private static Optional<Marshaller<?>> create(
      TypeUse use, MarshallerContext context, CType.Pointer pointer) {
    ElementsFinder finder = new ElementsFinder(use, context, true);
    if (Pointers.isCounted(use)) {
      return Optional.of(
          ArrayMarshallerFactory.counted(use, context, counted(use, finder, pointer), 0));
    }
    if (pointer.target() instanceof CType.Array array) {
      return Optional.of(
          ArrayMarshallerFactory.fixed(use, context, array, finder.natural(array.element())));
    }
    boolean numbers =
        pointer.target() instanceof CType.Named named && CScalars.isArithmetic(named.name());
    return use.place() == Place.ARGUMENT && (numbers || isTextList(use, pointer))
        ? Optional.of(
            ArrayMarshallerFactory.counted(
                use, context, finder.natural(pointer.target()), numbers ? 1 : 0))
        : Optional.empty();
  }

  /** Elements of the type that the directive gives; of bytes, if nobody gives one. */
  private static Elements<?> counted(TypeUse use, ElementsFinder finder, CType.Pointer pointer) {
    Directive directive = use.directive().orElseThrow();
    if (directive.cType().isPresent()) {
      return finder.natural(directive.cType().get());
    }
    boolean untyped = pointer.target() instanceof CType.Void;
    if (directive.type().isPresent() || untyped) {
      Class<?> element = directive.type().orElse(byte.class);
      return finder.declared(element, Optional.of(pointer.target()));
    }
    return finder.natural(pointer.target());
  }

  /** {@code char **}, unless something is said of the one text that it may point to. */
  private static boolean isTextList(TypeUse use, CType.Pointer pointer) {
    return Pointers.text(pointer.target()).isPresent() && !Pointers.isReference(use);
  }

  private static boolean isTextBuffer(CType.Pointer pointer, TypeUse use) {
    boolean typed =
        use.directive().map(d -> d.cType().isPresent() || d.type().isPresent()).orElse(false);
    boolean fixed = pointer.target() instanceof CType.Array array && isText(array);
    return !typed && (Pointers.text(pointer).isPresent() || fixed && !Pointers.isCounted(use));
  }

  private static boolean isText(CType.Array array) {
    return Pointers.text(new CType.Pointer(array.element(), false)).isPresent();
  }
}
