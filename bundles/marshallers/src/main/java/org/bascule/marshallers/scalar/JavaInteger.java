package org.bascule.marshallers.scalar;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bascule.spi.Layout;

/**
 * A Java type of whole numbers, {@code char} included.
 *
 * @param wrapper the class of boxed values
 * @param primitive the primitive's class
 * @param layout what it means by itself: its own width, {@code char} being a {@code wchar_t}
 * @param toLong its value
 * @param fromLong the value of that number, cut to the width
 */
record JavaInteger<T>(
    Class<T> wrapper,
    Class<T> primitive,
    Layout.Scalar layout,
    ToLongFunction<T> toLong,
    LongFunction<T> fromLong) {

  static final JavaInteger<Byte> BYTE = signed(Byte.class, byte.class, 1, v -> (byte) v);
  static final JavaInteger<Short> SHORT = signed(Short.class, short.class, 2, v -> (short) v);
  static final JavaInteger<Integer> INT = signed(Integer.class, int.class, 4, v -> (int) v);
  static final JavaInteger<Long> LONG = signed(Long.class, long.class, 8, v -> v);
  static final JavaInteger<Character> CHAR =
      new JavaInteger<>(
          Character.class,
          char.class,
          new Layout.Scalar(Layout.Kind.UNSIGNED, 2),
          v -> v,
          v -> (char) v);

  private static final List<JavaInteger<?>> ALL = List.of(BYTE, SHORT, INT, LONG, CHAR);

  /** All of them, by primitive and by wrapper class. */
  static final Map<Class<?>, JavaInteger<?>> BY_CLASS =
      ALL.stream()
          .flatMap(j -> Stream.of(Map.entry(j.wrapper, j), Map.entry(j.primitive, j)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  /** The smallest of {@code byte … long} that holds every value of an integer type. */
  static JavaInteger<?> holding(CScalar c) {
    return Stream.of(BYTE, SHORT, INT, LONG)
        .filter(j -> j.holds(c))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no Java integer holds " + c));
  }

  /** What it means where C's name is not given. */
  CScalar plain() {
    return new CScalar(primitive.getName(), layout, CScalar.Role.NUMBER);
  }

  /** Whether every value of that C type is one of this Java type. */
  boolean holds(CScalar c) {
    return min().compareTo(c.min()) <= 0 && max().compareTo(c.max()) >= 0;
  }

  BigInteger min() {
    return plain().min();
  }

  BigInteger max() {
    return plain().max();
  }

  private static <T extends Number> JavaInteger<T> signed(
      Class<T> wrapper, Class<T> primitive, int bytes, LongFunction<T> fromLong) {
    Layout.Scalar layout = new Layout.Scalar(Layout.Kind.SIGNED, bytes);
    return new JavaInteger<>(wrapper, primitive, layout, Number::longValue, fromLong);
  }
}
