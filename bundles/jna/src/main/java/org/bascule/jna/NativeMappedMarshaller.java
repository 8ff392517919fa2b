package org.bascule.jna;

import com.sun.jna.FromNativeContext;
import com.sun.jna.NativeMapped;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.Sections;
import org.bascule.spi.WindowsMemory;

/**
 * A {@link NativeMapped} class that converts itself; another marshaller moves what it makes. A null
 * stands for what the class makes of it, which is its default value, as in JNA.
 */
public sealed interface NativeMappedMarshaller<J extends NativeMapped> extends Marshaller<J> {
  /** The marshaller of that class. */
  static <J extends NativeMapped, N> NativeMappedMarshaller<J> of(
      Conversion<J> conversion, Marshaller<N> inner) {
    return inner instanceof ScalarMarshaller<N> scalar
        ? new OfScalar<>(conversion, scalar)
        : new OfValue<>(conversion, inner);
  }

  /** How values are converted. */
  Conversion<J> conversion();

  /** Moves what they are converted to. */
  Marshaller<?> inner();

  /** The same, but this is what the class is told when it makes a value. */
  default Marshaller<J> told(FromNativeContext context) {
    return of(conversion().told(context), inner());
  }

  @Override
  default Class<J> javaType() {
    return conversion().type();
  }

  /** What means such a value also means the value that stands for it. */
  @Override
  default J accept(Object argument, String path) {
    return argument == null || javaType().isInstance(argument)
        ? javaType().cast(argument)
        : conversion().fromNative(inner().accept(argument, path));
  }

  /** Of a class that is a number in C. */
  record OfScalar<J extends NativeMapped, N>(Conversion<J> conversion, ScalarMarshaller<N> inner)
      implements NativeMappedMarshaller<J>, ScalarMarshaller<J> {
    @Override
    public Class<J> javaType() {
      return NativeMappedMarshaller.super.javaType();
    }

    @Override
    public J accept(Object argument, String path) {
      return NativeMappedMarshaller.super.accept(argument, path);
    }

    @Override
    public Layout.Scalar layout() {
      return inner.layout();
    }

    @Override
    public long toBits(J value) {
      N inside = inner.javaType().cast(conversion.toNative(value));
      return inside == null ? 0 : inner.toBits(inside);
    }

    @Override
    public J fromBits(long bits) {
      return conversion.fromNative(inner.fromBits(bits));
    }
  }

  /** Of any other. */
  record OfValue<J extends NativeMapped, N>(Conversion<J> conversion, Marshaller<N> inner)
      implements NativeMappedMarshaller<J> {
    @Override
    public Layout layout() {
      return inner.layout();
    }

    @Override
    public void write(J value, WindowsMemory target, Sections sections) {
      inner.write(inner.javaType().cast(conversion.toNative(value)), target, sections);
    }

    @Override
    public J read(WindowsMemory source, Sections sections) {
      return conversion.fromNative(inner.read(source, sections));
    }
  }
}
