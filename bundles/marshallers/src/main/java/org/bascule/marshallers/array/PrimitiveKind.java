package org.bascule.marshallers.array;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.bascule.spi.WindowsMemory;

/**
 * A primitive type whose arrays lie in Windows memory as they lie in Java's.
 *
 * @param primitive the element's class
 * @param arrayType the array's class
 * @param bytes of one element
 * @param create makes an array
 * @param length of an array
 * @param put copies the first elements to the beginning of memory
 * @param get copies them back
 */
record PrimitiveKind<A>(
    Class<?> primitive,
    Class<A> arrayType,
    int bytes,
    IntFunction<A> create,
    ToIntFunction<A> length,
    Copy<A> put,
    Copy<A> get) {

  private static final List<PrimitiveKind<?>> ALL =
      List.of(
          new PrimitiveKind<>(
              byte.class,
              byte[].class,
              Byte.BYTES,
              byte[]::new,
              a -> a.length,
              (m, a, n) -> m.putBytes(0, a, 0, n),
              (m, a, n) -> m.getBytes(0, a, 0, n)),
          new PrimitiveKind<>(
              short.class,
              short[].class,
              Short.BYTES,
              short[]::new,
              a -> a.length,
              (m, a, n) -> m.putShorts(0, a, 0, n),
              (m, a, n) -> m.getShorts(0, a, 0, n)),
          new PrimitiveKind<>(
              char.class,
              char[].class,
              Character.BYTES,
              char[]::new,
              a -> a.length,
              (m, a, n) -> m.putChars(0, a, 0, n),
              (m, a, n) -> m.getChars(0, a, 0, n)),
          new PrimitiveKind<>(
              int.class,
              int[].class,
              Integer.BYTES,
              int[]::new,
              a -> a.length,
              (m, a, n) -> m.putInts(0, a, 0, n),
              (m, a, n) -> m.getInts(0, a, 0, n)),
          new PrimitiveKind<>(
              long.class,
              long[].class,
              Long.BYTES,
              long[]::new,
              a -> a.length,
              (m, a, n) -> m.putLongs(0, a, 0, n),
              (m, a, n) -> m.getLongs(0, a, 0, n)),
          new PrimitiveKind<>(
              float.class,
              float[].class,
              Float.BYTES,
              float[]::new,
              a -> a.length,
              (m, a, n) -> m.putFloats(0, a, 0, n),
              (m, a, n) -> m.getFloats(0, a, 0, n)),
          new PrimitiveKind<>(
              double.class,
              double[].class,
              Double.BYTES,
              double[]::new,
              a -> a.length,
              (m, a, n) -> m.putDoubles(0, a, 0, n),
              (m, a, n) -> m.getDoubles(0, a, 0, n)));

  /** All of them, by the element's class. */
  static final Map<Class<?>, PrimitiveKind<?>> BY_PRIMITIVE =
      ALL.stream().collect(Collectors.toUnmodifiableMap(k -> k.primitive, Function.identity()));

  /** Copies between an array and memory. */
  interface Copy<A> {
    void run(WindowsMemory memory, A array, int count);
  }

  /** The whole-number type of that width. */
  static Class<?> wholeNumber(int bytes) {
    return switch (bytes) {
      case 1 -> byte.class;
      case 2 -> short.class;
      case 4 -> int.class;
      default -> long.class;
    };
  }
}
