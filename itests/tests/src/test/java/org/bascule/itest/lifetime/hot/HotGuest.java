package org.bascule.itest.lifetime.hot;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import org.bascule.spi.Layout;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.ScalarMarshaller;
import org.bascule.spi.TypeUse;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * A bundle with a marshaller of {@link Duration}, a type that nobody else takes: its seconds, and
 * the number that the bundle's manifest says, so that a result tells who has moved it.
 */
public final class HotGuest implements BundleActivator {
  /** The header with the number. */
  public static final String NUMBER = "Guest-Number";

  /** The header with the ranking. */
  public static final String RANKING = "Guest-Ranking";

  @Override
  public void start(BundleContext context) {
    Dictionary<String, String> headers = context.getBundle().getHeaders();
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(Constants.SERVICE_RANKING, Integer.parseInt(headers.get(RANKING)));
    context.registerService(
        MarshallerFactory.class, new Factory(Integer.parseInt(headers.get(NUMBER))), properties);
  }

  @Override
  public void stop(BundleContext context) {
    // The framework takes the service away.
  }

  private record Factory(int number) implements MarshallerFactory {
    @Override
    public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
      return use.rawType() == Duration.class
          ? Optional.of(new DurationMarshaller(number))
          : Optional.empty();
    }

    @Override
    public String handles() {
      return "Duration of guest " + number;
    }
  }

  private record DurationMarshaller(int number) implements ScalarMarshaller<Duration> {
    @Override
    public Class<Duration> javaType() {
      return Duration.class;
    }

    @Override
    public Layout.Scalar layout() {
      return new Layout.Scalar(Layout.Kind.SIGNED, Integer.BYTES);
    }

    @Override
    public long toBits(Duration value) {
      return value.toSeconds() + number;
    }

    @Override
    public Duration fromBits(long bits) {
      return Duration.ofSeconds(bits - number);
    }
  }
}
