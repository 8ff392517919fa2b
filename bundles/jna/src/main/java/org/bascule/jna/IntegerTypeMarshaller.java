package org.bascule.jna;

import com.sun.jna.IntegerType;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.ScalarMarshaller;

/** One {@link IntegerType} class; a null is 0, as in JNA. */
record IntegerTypeMarshaller<T extends IntegerType>(
    Class<T> javaType,
    IntegerWidth width,
    Conversion<T> conversion,
    Marshaller<Long> numbers,
    String path)
    implements ScalarMarshaller<T> {
  @Override
  public Layout.Scalar layout() {
    return width.layout();
  }

  @Override
  public long toBits(T value) {
    return value == null ? 0 : width.extend(width.check(value.longValue(), path));
  }

  @Override
  public T fromBits(long bits) {
    return conversion.fromNative(width.extend(bits));
  }

  @Override
  public T accept(Object argument, String argumentPath) {
    if (argument == null || javaType.isInstance(argument)) {
      return javaType.cast(argument);
    }
    long value = numbers.accept(argument, argumentPath);
    return conversion.fromNative(width.extend(width.check(value, argumentPath)));
  }
}
