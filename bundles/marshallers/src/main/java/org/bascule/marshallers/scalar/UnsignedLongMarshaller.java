package org.bascule.marshallers.scalar;

import java.math.BigInteger;
import org.bascule.spi.Layout;
import org.bascule.spi.ScalarMarshaller;

/**
 * Unsigned types of 8 bytes where the Java type is free: a {@code Long} if the value fits one, else
 * a {@code BigInteger}; every whole {@code Number} from 0 to 2⁶⁴-1 is taken.
 */
final class UnsignedLongMarshaller implements ScalarMarshaller<Number> {
  private final CScalar c;
  private final String path;

  UnsignedLongMarshaller(CScalar c, String path) {
    this.c = c;
    this.path = path;
  }

  @Override
  public Class<Number> javaType() {
    return Number.class;
  }

  @Override
  public Layout.Scalar layout() {
    return c.layout();
  }

  @Override
  public long toBits(Number value) {
    return check(value, path).longValue();
  }

  @Override
  public Number fromBits(long bits) {
    if (bits >= 0) {
      return bits;
    }
    return new BigInteger(Long.toUnsignedString(bits));
  }

  @Override
  public Number accept(Object argument, String argumentPath) {
    return fromBits(check(argument, argumentPath).longValue());
  }

  private BigInteger check(Object value, String where) {
    BigInteger number = Exact.whole(value, where, c);
    if (!Exact.within(number, c.min(), c.max())) {
      throw ScalarMistakes.outOfRange(where, c, String.valueOf(value));
    }
    return number;
  }
}
