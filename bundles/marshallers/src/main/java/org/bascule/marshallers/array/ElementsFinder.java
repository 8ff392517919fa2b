package org.bascule.marshallers.array;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.util.Optional;
import org.bascule.marshallers.memory.Pointers;
import org.bascule.marshallers.scalar.CScalars;
import org.bascule.spi.CType;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.bascule.spi.memory.Refusals;

/** Finds out how the elements of one array move. */
final class ElementsFinder {
  private final TypeUse use;
  private final MarshallerContext context;
  private final boolean behindPointer;

  /**
   * A finder.
   *
   * @param use of the array
   * @param behindPointer whether elements may contain what is being compiled
   */
  ElementsFinder(TypeUse use, MarshallerContext context, boolean behindPointer) {
    this.use = use;
    this.context = context;
    this.behindPointer = behindPointer;
  }

  /** The component type of a Java array type. */
  static Type component(Type array) {
    return array instanceof GenericArrayType generic
        ? generic.getGenericComponentType()
        : ((Class<?>) array).getComponentType();
  }

  /** Elements of that Java type, which C calls so. */
  Elements<?> declared(Type component, Optional<CType> cType) {
    TypeUse part = part(component, cType.filter(c -> !(c instanceof CType.Void)));
    Class<?> raw = part.rawType();
    if (raw == boolean.class) {
      return booleans(context.marshaller(part));
    }
    if (raw.isPrimitive()) {
      return primitives(raw, part);
    }
    if (mayBeRecursive() && raw != String.class) {
      return ObjectElements.of(raw, context.later(part));
    }
    Marshaller<?> found = context.marshaller(part);
    return ObjectElements.of(raw, () -> found);
  }

  /** Elements of the Java type that is natural for that C type. */
  Elements<?> natural(CType cType) {
    if (cType instanceof CType.Named named && CScalars.isArithmetic(named.name())) {
      return declared(sameWidth(cType), Optional.of(cType));
    }
    if (Pointers.text(cType).isPresent()) {
      return declared(String.class, Optional.of(cType));
    }
    TypeUse part = part(Object.class, Optional.of(cType));
    if (mayBeRecursive() && (cType instanceof CType.Named || cType instanceof CType.Struct)) {
      return ObjectElements.of(Object.class, context.later(part));
    }
    Marshaller<?> found = context.marshaller(part);
    return ObjectElements.of(found.javaType(), () -> found);
  }

  /** Only what lies in a struct can contain that struct. */
  private boolean mayBeRecursive() {
    return behindPointer && use.place() != Place.ARGUMENT && use.place() != Place.RESULT;
  }

  private TypeUse part(Type type, Optional<CType> cType) {
    return new TypeUse(
        type, cType, Pointers.shared(use), Place.ELEMENT, use.path() + "[]", Pointers.below(use));
  }

  /** The primitive type of the C type's width: unsigned values keep their bits. */
  private Class<?> sameWidth(CType cType) {
    Marshaller<?> natural = context.marshaller(part(Object.class, Optional.of(cType)));
    Class<?> java = natural.javaType();
    if (java == Boolean.class) {
      return boolean.class;
    }
    if (java == Character.class) {
      return char.class;
    }
    if (java == Float.class) {
      return float.class;
    }
    return java == Double.class
        ? double.class
        : PrimitiveKind.wholeNumber((int) natural.layout().size());
  }

  @SuppressWarnings("unchecked")
  private static Elements<?> booleans(Marshaller<?> element) {
    return new BooleanElements((Marshaller<Boolean>) element);
  }

  private Elements<?> primitives(Class<?> primitive, TypeUse part) {
    PrimitiveKind<?> kind = PrimitiveKind.BY_PRIMITIVE.get(primitive);
    Marshaller<?> element = context.marshaller(part);
    if (element.layout().size() != kind.bytes()) {
      throw Refusals.signature(
          use,
          "a Java array whose elements are as wide as C's "
              + part.cType().map(CType::toString).orElse("element")
              + ": "
              + element.layout().size()
              + (element.layout().size() == 1 ? " byte" : " bytes"),
          kind.arrayType().getTypeName() + ", with " + kind.bytes(),
          "change the Java type, or the C type");
    }
    return new PrimitiveElements<>(kind, element);
  }
}
