package org.bascule.jna;

import java.util.function.Function;
import org.bascule.spi.Layout;
import org.bascule.spi.ScalarMarshaller;

/**
 * Values that stand for scalars of another Java type.
 *
 * @param javaType what callers see
 * @param inner marshals what it stands for
 * @param outward from the caller's value, which may be null
 * @param inward to the caller's value
 */
public record MappedScalar<J, N>(
    Class<J> javaType, ScalarMarshaller<N> inner, Function<J, N> outward, Function<N, J> inward)
    implements ScalarMarshaller<J> {
  @Override
  public Layout.Scalar layout() {
    return inner.layout();
  }

  @Override
  public long toBits(J value) {
    N inside = outward.apply(value);
    return inside == null ? 0 : inner.toBits(inside);
  }

  @Override
  public J fromBits(long bits) {
    return inward.apply(inner.fromBits(bits));
  }

  /** What means such a value also means the value that stands for it. */
  @Override
  public J accept(Object argument, String path) {
    return argument == null || javaType.isInstance(argument)
        ? javaType.cast(argument)
        : inward.apply(inner.accept(argument, path));
  }
}
