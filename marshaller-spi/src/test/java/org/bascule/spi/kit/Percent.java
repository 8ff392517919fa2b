package org.bascule.spi.kit;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Layout;
import org.bascule.spi.ScalarMarshaller;

/** A marshaller that keeps all rules; tests break one at a time. An int from 0 to 100. */
class Percent implements ScalarMarshaller<Integer> {
  @Override
  public Class<Integer> javaType() {
    return Integer.class;
  }

  @Override
  public Layout.Scalar layout() {
    return new Layout.Scalar(Layout.Kind.SIGNED, 2);
  }

  @Override
  public long toBits(Integer value) {
    if (value == null || value < 0 || value > 100) {
      throw new ValueException(
          new Diagnosis(ErrorCode.BAD_ARGUMENT, "take it", "", "0 to 100", "" + value, "no"));
    }
    return value;
  }

  @Override
  public Integer fromBits(long bits) {
    return (int) (short) bits;
  }

  @Override
  public Optional<MethodHandle> encoder() {
    return Optional.of(handle("widen", long.class, int.class));
  }

  @Override
  public Optional<MethodHandle> decoder() {
    return Optional.of(handle("narrow", int.class, long.class));
  }

  static long widen(int value) {
    return value;
  }

  static int narrow(long bits) {
    return (short) bits;
  }

  static long off(int value) {
    return value + 1L;
  }

  static MethodHandle handle(String name, Class<?> result, Class<?> parameter) {
    try {
      return MethodHandles.lookup()
          .findStatic(Percent.class, name, MethodType.methodType(result, parameter));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
