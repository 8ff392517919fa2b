package org.bascule.marshallers.scalar;

import java.util.Map;
import java.util.Optional;
import org.bascule.spi.CType;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.Place;
import org.bascule.spi.TypeUse;
import org.osgi.service.component.annotations.Component;

/** Java's primitives and wrappers, and the arithmetic types of C and Windows. */
@Component(service = MarshallerFactory.class)
public final class ScalarMarshallerFactory implements MarshallerFactory {
  private static final Map<Class<?>, CScalar> PLAIN_FLOATING =
      Map.of(
          float.class, floating("float", Float.BYTES),
          Float.class, floating("float", Float.BYTES),
          double.class, floating("double", Double.BYTES),
          Double.class, floating("double", Double.BYTES));

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    Optional<Marshaller<?>> scalar = find(use, context);
    boolean sized = use.directive().map(d -> d.length().or(d::valid).isPresent()).orElse(false);
    if (scalar.isPresent() && sized) {
      throw ScalarMistakes.noMemory(use);
    }
    return scalar;
  }

  private static Optional<Marshaller<?>> find(TypeUse use, MarshallerContext context) {
    if (use.cType().isEmpty()) {
      return plain(use);
    }
    if (!(use.cType().get() instanceof CType.Named named)) {
      return Optional.empty();
    }
    if (named.name().equals("long double") && (use.isNatural() || isScalar(use.rawType()))) {
      throw ScalarMistakes.longDouble(use);
    }
    return CScalars.find(named.name(), context.abi())
        .flatMap(c -> use.isNatural() ? Optional.of(natural(c, use.path())) : declared(c, use));
  }

  @Override
  public String handles() {
    return "boolean, byte, char, short, int, long, float, double; C's and Windows' arithmetic"
        + " types";
  }

  /** Java's type alone says it all. */
  private static Optional<Marshaller<?>> plain(TypeUse use) {
    Class<?> type = use.rawType();
    JavaInteger<?> integer = JavaInteger.BY_CLASS.get(type);
    if (integer != null) {
      return Optional.of(new IntegerMarshaller<>(integer, integer.plain(), use.path()));
    }
    if (isBoolean(type)) {
      return Optional.of(new BooleanMarshaller(BooleanMarshaller.PLAIN, use.path()));
    }
    return Optional.ofNullable(PLAIN_FLOATING.get(type)).map(c -> floating(type, c, use.path()));
  }

  /** C's type alone: the smallest Java type that loses nothing. */
  private static Marshaller<?> natural(CScalar c, String path) {
    if (c.isFloating()) {
      return c.bytes() == Float.BYTES
          ? FloatingMarshaller.ofFloat(c, path)
          : FloatingMarshaller.ofDouble(c, path);
    }
    if (c.role() == CScalar.Role.BOOL) {
      return new BooleanMarshaller(c, path);
    }
    if (c.role() == CScalar.Role.CHARACTER && c.bytes() == Character.BYTES) {
      return new IntegerMarshaller<>(JavaInteger.CHAR, c, path);
    }
    if (!c.isSigned() && c.bytes() == Long.BYTES) {
      return new UnsignedLongMarshaller(c, path);
    }
    return new IntegerMarshaller<>(JavaInteger.holding(c), c, path);
  }

  /** Both are given: they must fit each other. */
  private static Optional<Marshaller<?>> declared(CScalar c, TypeUse use) {
    Class<?> type = use.rawType();
    JavaInteger<?> integer = JavaInteger.BY_CLASS.get(type);
    boolean floating = PLAIN_FLOATING.containsKey(type);
    if (!isScalar(type)) {
      return type == Number.class && !c.isFloating() && !c.isSigned() && c.bytes() == Long.BYTES
          ? Optional.of(new UnsignedLongMarshaller(c, use.path()))
          : Optional.empty();
    }
    if (c.isFloating() != floating) {
      throw ScalarMistakes.mixed(use, c);
    }
    if (floating) {
      return Optional.of(floating(type, checkHolds(c, use), use.path()));
    }
    return Optional.of(
        integer == null
            ? new BooleanMarshaller(c, use.path())
            : new IntegerMarshaller<>(integer, checkHolds(integer, c, use), use.path()));
  }

  /** An argument may be narrower than what C takes; whatever is read back must not be cut. */
  private static CScalar checkHolds(JavaInteger<?> java, CScalar c, TypeUse use) {
    boolean cuts = java.layout().bytes() != c.bytes() && !java.holds(c);
    if (cuts && use.place() != Place.ARGUMENT) {
      boolean unsignedLong = !c.isSigned() && c.bytes() == Long.BYTES;
      JavaInteger<?> fitting = unsignedLong ? JavaInteger.LONG : JavaInteger.holding(c);
      throw ScalarMistakes.tooNarrow(use, c, fitting.primitive().getName());
    }
    return c;
  }

  private static CScalar checkHolds(CScalar c, TypeUse use) {
    boolean narrower = PLAIN_FLOATING.get(use.rawType()).bytes() < c.bytes();
    if (narrower && use.place() != Place.ARGUMENT) {
      throw ScalarMistakes.tooNarrow(use, c, "double");
    }
    return c;
  }

  private static Marshaller<?> floating(Class<?> type, CScalar c, String path) {
    return type == float.class || type == Float.class
        ? FloatingMarshaller.ofFloat(c, path)
        : FloatingMarshaller.ofDouble(c, path);
  }

  private static CScalar floating(String name, int bytes) {
    return new CScalar(name, new Layout.Scalar(Layout.Kind.FLOATING, bytes), CScalar.Role.NUMBER);
  }

  private static boolean isBoolean(Class<?> type) {
    return type == boolean.class || type == Boolean.class;
  }

  private static boolean isScalar(Class<?> type) {
    return isBoolean(type)
        || JavaInteger.BY_CLASS.containsKey(type)
        || PLAIN_FLOATING.containsKey(type);
  }
}
