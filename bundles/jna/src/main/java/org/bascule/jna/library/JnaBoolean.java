package org.bascule.jna.library;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.bascule.spi.Layout;
import org.bascule.spi.ScalarMarshaller;

/**
 * JNA's {@code boolean}: an {@code int}; whatever is not 0 is true.
 *
 * @param yes the bits of true
 */
public record JnaBoolean(long yes) implements ScalarMarshaller<Boolean> {
  /** True as JNA has it where nothing is said: -1. */
  public static final long ALL_BITS = -1;

  /** True as Windows' {@code BOOL} has it. */
  public static final long ONE = 1;

  private static final Layout.Scalar LAYOUT = new Layout.Scalar(Layout.Kind.SIGNED, Integer.BYTES);
  private static final MethodHandle ENCODE;
  private static final MethodHandle DECODE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      ENCODE =
          lookup.findVirtual(JnaBoolean.class, "encode", methodType(long.class, boolean.class));
      DECODE = lookup.findStatic(JnaBoolean.class, "decode", methodType(boolean.class, long.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public Class<Boolean> javaType() {
    return Boolean.class;
  }

  @Override
  public Layout.Scalar layout() {
    return LAYOUT;
  }

  /** A null is false, as in JNA. */
  @Override
  public long toBits(Boolean value) {
    return encode(Boolean.TRUE.equals(value));
  }

  @Override
  public Boolean fromBits(long bits) {
    return decode(bits);
  }

  @Override
  public Optional<MethodHandle> encoder() {
    return Optional.of(ENCODE.bindTo(this));
  }

  @Override
  public Optional<MethodHandle> decoder() {
    return Optional.of(DECODE);
  }

  private long encode(boolean value) {
    return value ? yes : 0;
  }

  private static boolean decode(long bits) {
    return (int) bits != 0;
  }
}
