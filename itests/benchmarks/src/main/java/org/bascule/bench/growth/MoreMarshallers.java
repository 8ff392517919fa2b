package org.bascule.bench.growth;

import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.bascule.bench.OpenSession;
import org.bascule.bench.report.Growing;
import org.bascule.bench.report.Point;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.Session;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.bridge.session.Sessions;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.Marshaller;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.MarshallerFactory;
import org.bascule.spi.TypeUse;
import org.bascule.transport.launch.WineHostLauncher;

/** More and more factories that are asked first and decline: what it costs to bind a function. */
final class MoreMarshallers implements Grower {
  private static final int[] COUNTS = {1, 5, 20, 100, 500};

  /** One that takes nothing. */
  private static final class Declining implements MarshallerFactory {
    @Override
    public Optional<Marshaller<?>> create(TypeUse use, MarshallerContext context) {
      return Optional.empty();
    }

    @Override
    public int ranking() {
      return Integer.MAX_VALUE;
    }
  }

  @Override
  public void grow(Consumer<Point> points) {
    measure(registry(0)); // The JVM warms up.
    for (int count : COUNTS) {
      points.accept(new Point(Growing.MARSHALLERS, "bind", count, measure(registry(count))));
    }
  }

  private static MarshallerRegistry registry(int declining) {
    MarshallerRegistry registry = new MarshallerRegistry();
    long order = 0;
    for (MarshallerFactory standard : ServiceLoader.load(MarshallerFactory.class)) {
      add(registry, standard, order++);
    }
    for (int i = 0; i < declining; i++) {
      add(registry, new Declining(), order++);
    }
    return registry;
  }

  private static void add(MarshallerRegistry registry, MarshallerFactory factory, long order) {
    registry.add(
        new RegisteredFactory(
            factory,
            new MarshallerInfo(
                factory.getClass().getName(),
                "the class path",
                order,
                factory.ranking(),
                factory.handles())));
  }

  private static double measure(MarshallerRegistry registry) {
    try (Housekeeper housekeeper = new Housekeeper();
        Sessions sessions =
            new Sessions(
                new WineHostLauncher(housekeeper), registry, OpenSession::options, housekeeper)) {
      Session session = sessions.open(OpenSession.options());
      return Rounds.median(times -> bind(session, times));
    }
  }

  private static void bind(Session session, long times) {
    for (long i = 0; i < times; i++) {
      session.function("msvcrt", "int memcmp(const void *a, const void *b, size_t n)");
    }
  }
}
