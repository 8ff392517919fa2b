package org.bascule.marshallers.scalar;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.bascule.spi.Layout;
import org.bascule.spi.ScalarMarshaller;

/**
 * {@code float} and {@code double} on either side. A {@code double} for C's {@code float} is
 * rounded, as C does it; what would become infinite is refused.
 */
final class FloatingMarshaller<T extends Number> implements ScalarMarshaller<T> {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodHandle FLOAT_TO_FLOAT = encoder("floatBits", float.class);
  private static final MethodHandle DOUBLE_TO_DOUBLE = encoder("doubleBits", double.class);
  private static final MethodHandle DOUBLE_TO_FLOAT = Handles.own(LOOKUP, "narrow", double.class);
  private static final MethodHandle FLOAT = decoder("toFloat", float.class);
  private static final MethodHandle DOUBLE = decoder("toDouble", double.class);

  private final Class<T> wrapper;
  private final Class<T> primitive;
  private final CScalar c;
  private final String path;

  private FloatingMarshaller(Class<T> wrapper, Class<T> primitive, CScalar c, String path) {
    this.wrapper = wrapper;
    this.primitive = primitive;
    this.c = c;
    this.path = path;
  }

  static FloatingMarshaller<Float> ofFloat(CScalar c, String path) {
    return new FloatingMarshaller<>(Float.class, float.class, c, path);
  }

  static FloatingMarshaller<Double> ofDouble(CScalar c, String path) {
    return new FloatingMarshaller<>(Double.class, double.class, c, path);
  }

  @Override
  public Class<T> javaType() {
    return wrapper;
  }

  @Override
  public Layout.Scalar layout() {
    return c.layout();
  }

  @Override
  public long toBits(T value) {
    if (value == null) {
      throw ScalarMistakes.missing(path, c);
    }
    if (c.bytes() == Double.BYTES) {
      return doubleBits(value.doubleValue());
    }
    // A float does not go through double: that would change signalling NaNs.
    return value instanceof Float f ? floatBits(f) : narrow(value.doubleValue());
  }

  @Override
  public T fromBits(long bits) {
    double value = c.bytes() == Double.BYTES ? toDouble(bits) : toFloat(bits);
    if (wrapper == Double.class) {
      return wrapper.cast(value);
    }
    return wrapper.cast(c.bytes() == Double.BYTES ? (float) value : toFloat(bits));
  }

  @Override
  public Optional<MethodHandle> encoder() {
    MethodHandle handle = c.bytes() == Double.BYTES ? DOUBLE_TO_DOUBLE : narrowing();
    return Optional.of(
        MethodHandles.explicitCastArguments(handle, MethodType.methodType(long.class, primitive)));
  }

  @Override
  public Optional<MethodHandle> decoder() {
    return Optional.of(
        MethodHandles.explicitCastArguments(
            c.bytes() == Double.BYTES ? DOUBLE : FLOAT,
            MethodType.methodType(primitive, long.class)));
  }

  @Override
  public boolean isPlain() {
    return c.bytes() == (wrapper == Double.class ? Double.BYTES : Float.BYTES);
  }

  @Override
  public T accept(Object argument, String argumentPath) {
    if (wrapper.isInstance(argument)) {
      return wrapper.cast(argument);
    }
    double value = Exact.floating(argument, argumentPath, c);
    return wrapper.cast(wrapper == Float.class ? (Object) (float) value : (Object) value);
  }

  private MethodHandle narrowing() {
    return primitive == float.class ? FLOAT_TO_FLOAT : DOUBLE_TO_FLOAT.bindTo(this);
  }

  private long narrow(double value) {
    float narrow = (float) value;
    if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
      throw ScalarMistakes.outOfRange(path, c, String.valueOf(value));
    }
    return floatBits(narrow);
  }

  private static long floatBits(float value) {
    return Integer.toUnsignedLong(Float.floatToRawIntBits(value));
  }

  private static long doubleBits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  private static float toFloat(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  private static double toDouble(long bits) {
    return Double.longBitsToDouble(bits);
  }

  private static MethodHandle encoder(String name, Class<?> from) {
    return Handles.of(
        LOOKUP, FloatingMarshaller.class, name, MethodType.methodType(long.class, from));
  }

  private static MethodHandle decoder(String name, Class<?> to) {
    return Handles.of(
        LOOKUP, FloatingMarshaller.class, name, MethodType.methodType(to, long.class));
  }
}
