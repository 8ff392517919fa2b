package org.bascule.itest.lifetime;

import java.util.Optional;
import org.bascule.spi.CType;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;

/** Takes {@link Count} in Java and {@code COUNT} in C; DLLs get so many times the number. */
public final class CountGuest implements MarshallerFactory {
  private static final CType COUNT = new CType.Named("COUNT");

  private final int times;

  /** DLLs get the number itself. */
  public CountGuest() {
    this(1);
  }

  /** DLLs get a multiple; who gives more is asked first. */
  CountGuest(int times) {
    this.times = times;
  }

  @Override
  public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
    boolean natural = use.isNatural() && use.cType().get().equals(COUNT);
    return natural || use.rawType() == Count.class
        ? Optional.of(new Counts(times))
        : Optional.empty();
  }

  @Override
  public int ranking() {
    return times;
  }

  @Override
  public String handles() {
    return "Count, COUNT";
  }

  private record Counts(int times) implements ScalarMarshaller<Count> {
    @Override
    public Class<Count> javaType() {
      return Count.class;
    }

    @Override
    public Layout.Scalar layout() {
      return new Layout.Scalar(Layout.Kind.SIGNED, Integer.BYTES);
    }

    @Override
    public long toBits(Count value) {
      return (long) value.number() * times;
    }

    @Override
    public Count fromBits(long bits) {
      return new Count((int) bits);
    }
  }
}
