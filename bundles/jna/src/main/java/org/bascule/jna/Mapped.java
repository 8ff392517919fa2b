package org.bascule.jna;

import java.util.function.Function;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * Values that stand for values of another Java type, which is no scalar.
 *
 * @param javaType what callers see
 * @param inner marshals what it stands for
 * @param outward from the caller's value, which may be null
 * @param inward to the caller's value
 */
public record Mapped<J, N>(
    Class<J> javaType, Marshaller<N> inner, Function<J, N> outward, Function<N, J> inward)
    implements Marshaller<J> {
  @Override
  public Layout layout() {
    return inner.layout();
  }

  @Override
  public void write(J value, WindowsMemory target, Sections sections) {
    inner.write(outward.apply(value), target, sections);
  }

  @Override
  public J read(WindowsMemory source, Sections sections) {
    return inward.apply(inner.read(source, sections));
  }

  /** What means such a value also means the value that stands for it. */
  @Override
  public J accept(Object argument, String path) {
    return argument == null || javaType.isInstance(argument)
        ? javaType.cast(argument)
        : inward.apply(inner.accept(argument, path));
  }
}
