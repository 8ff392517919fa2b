package org.bascule.jna.structure;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.bascule.spi.Layout;

/** JNA's plain {@code boolean}: an {@code int}, -1 for true; whatever is not 0 is true. */
final class Truth {
  static final Layout.Scalar LAYOUT = new Layout.Scalar(Layout.Kind.SIGNED, Integer.BYTES);
  static final MethodHandle ENCODER = handle("encode", long.class, boolean.class);
  static final MethodHandle DECODER = handle("decode", boolean.class, long.class);

  private Truth() {}

  private static long encode(boolean value) {
    return value ? -1 : 0;
  }

  private static boolean decode(long bits) {
    return (int) bits != 0;
  }

  private static MethodHandle handle(String name, Class<?> result, Class<?> parameter) {
    try {
      return MethodHandles.lookup()
          .findStatic(Truth.class, name, MethodType.methodType(result, parameter));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
