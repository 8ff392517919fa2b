package org.bascule.marshallers.array;

import java.lang.reflect.Type;
import java.util.Optional;
import java.util.OptionalInt;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.marshallers.memory.TailMarshaller;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Extent;
import org.bascule.spi.memory.Refusals;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;

/**
 * Java arrays, behind a pointer or where they stand. Ranked below the rest: it takes arrays of
 * anything, and others may know better what an array of their own type means.
 */
@Component(
    service = MarshallerFactory.class,
    property = Constants.SERVICE_RANKING + ":Integer=" + ArrayMarshallerFactory.RANKING)
public final class ArrayMarshallerFactory implements MarshallerFactory {
  static final int RANKING = -1;

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    if (use.isNatural()) {
      return NaturalArrays.create(use, context);
    }
    if (!use.rawType().isArray()) {
      return Optional.empty();
    }
    Type component = ElementsFinder.component(use.javaType());
    if (use.cType().isEmpty()) {
      return Optional.of(
          counted(use, context, finder(use, context).declared(component, none()), 0));
    }
    if (use.cType().get() instanceof CType.Array array) {
      ElementsFinder finder = new ElementsFinder(use, context, false);
      return Optional.of(
          inline(use, context, array, finder.declared(component, Optional.of(array.element()))));
    }
    return Pointers.of(use).map(pointer -> declared(use, context, component, pointer));
  }

  @Override
  public int ranking() {
    return RANKING;
  }

  @Override
  public String handles() {
    return "Java arrays as pointers or in place, with their own length or a directive's; C's"
        + " pointers to arithmetic types, arrays and lists of strings";
  }

  private static Marshaller<?> declared(
      TypeUse use, MarshallerContext context, Type component, CType.Pointer pointer) {
    ElementsFinder finder = finder(use, context);
    if (pointer.target() instanceof CType.Array array && isOneArray(use, array)) {
      return fixed(use, context, array, finder.declared(component, Optional.of(array.element())));
    }
    return counted(use, context, finder.declared(component, Optional.of(pointer.target())), 0);
  }

  /** {@code float[]} for {@code float (*)[4]} is the array; {@code float[][]} is several of it. */
  private static boolean isOneArray(TypeUse use, CType.Array array) {
    int dimensions = 0;
    for (CType c = array; c instanceof CType.Array a; c = a.element()) {
      dimensions++;
    }
    int javaDimensions = 0;
    for (Class<?> c = use.rawType(); c.isArray(); c = c.getComponentType()) {
      javaDimensions++;
    }
    return dimensions == javaDimensions && !Pointers.isCounted(use);
  }

  /** An array that lies where it stands. */
  static Marshaller<?> inline(
      TypeUse use, MarshallerContext context, CType.Array array, Elements<?> elements) {
    if (use.place() == Place.ARGUMENT || use.place() == Place.RESULT) {
      throw Refusals.signature(
          use,
          "a pointer: C passes no arrays by value",
          array.toString(),
          "write a pointer to the array: " + array.element() + " (*)[" + array.count() + "]");
    }
    int count = Math.toIntExact(array.count());
    return use.place() == Place.FIELD && Pointers.isSized(use)
        ? tail(use, context, elements, count)
        : new InlineArrayMarshaller<>(elements, count, use.path());
  }

  private static <A> Marshaller<A> tail(
      TypeUse use, MarshallerContext context, Elements<A> elements, int declared) {
    return new TailMarshaller<>(
        use,
        context,
        new Layout.Array(elements.layout(), declared),
        count -> new InlineArrayMarshaller<>(elements, count, use.path()),
        elements::length);
  }

  /** A pointer to an array whose length the type says. */
  static Marshaller<?> fixed(
      TypeUse use, MarshallerContext context, CType.Array array, Elements<?> elements) {
    Extent extent = Extent.of(use, context, elements.layout().size());
    OptionalInt count = OptionalInt.of(Math.toIntExact(array.count()));
    return pointer(use, context, elements, new Bounds(count, extent, false, 0));
  }

  /** A pointer to as many elements as a directive or the array itself says. */
  static Marshaller<?> counted(
      TypeUse use, MarshallerContext context, Elements<?> elements, int least) {
    Extent extent = Extent.of(use, context, elementSize(use, elements));
    boolean said = use.directive().map(Directive::nullTerminated).orElse(false);
    boolean list = isTextList(elements) && !extent.isSaid();
    boolean terminated = (said || list) && !extent.isLimited();
    Bounds bounds = new Bounds(OptionalInt.empty(), extent, terminated, least);
    if (use.place() != Place.ARGUMENT && !bounds.known()) {
      throw Refusals.signature(
          use,
          "a length: a directive, or a C type such as int[3]",
          use.description() + ", which says nothing of it",
          "add @Memsync with a length or nullTerminated, or take the pointer as an address");
    }
    return pointer(use, context, elements, bounds);
  }

  /** The element's size is asked for only where it matters: it may not be settled yet. */
  private static long elementSize(TypeUse use, Elements<?> elements) {
    return use.directive().map(Directive::bytes).orElse(false) ? elements.layout().size() : 1;
  }

  /** C ends lists of text with NULL. */
  private static boolean isTextList(Elements<?> elements) {
    return elements.arrayType() == String[].class;
  }

  private static <A> Marshaller<A> pointer(
      TypeUse use, MarshallerContext context, Elements<A> elements, Bounds bounds) {
    return new ArrayPointerMarshaller<>(use, context.abi(), elements, bounds);
  }

  private static ElementsFinder finder(TypeUse use, MarshallerContext context) {
    return new ElementsFinder(use, context, true);
  }

  private static Optional<CType> none() {
    return Optional.empty();
  }
}
