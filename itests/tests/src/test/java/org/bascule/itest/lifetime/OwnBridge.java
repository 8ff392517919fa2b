package org.bascule.itest.lifetime;

import java.util.ServiceLoader;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.Session;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.bridge.registry.RegisteredReading;
import org.bascule.bridge.session.Sessions;
import org.bascule.itest.TestBed;
import org.bascule.lifetime.Housekeeper;
import org.bascule.lifetime.Scope;
import org.bascule.spi.InterfaceReading;
import org.bascule.spi.MarshallerFactory;
import org.bascule.transport.launch.WineHostLauncher;

/** A bridge without OSGi whose marshallers come and go all the same. */
final class OwnBridge implements AutoCloseable {
  private final MarshallerRegistry registry = new MarshallerRegistry();
  private final Scope scope = new Scope();
  private final Sessions sessions;
  private long order;

  /** A bridge with the marshallers of the class path. */
  OwnBridge() {
    ClassLoader loader = OwnBridge.class.getClassLoader();
    ServiceLoader.load(MarshallerFactory.class, loader).forEach(this::add);
    for (InterfaceReading reading : ServiceLoader.load(InterfaceReading.class, loader)) {
      registry.addReading(new RegisteredReading(reading, reading.ranking(), order++));
    }
    Housekeeper housekeeper = scope.add(new Housekeeper());
    sessions =
        scope.add(
            new Sessions(
                new WineHostLauncher(housekeeper), registry, TestBed::options, housekeeper));
  }

  Session open() {
    return sessions.open(TestBed.options());
  }

  void add(MarshallerFactory factory) {
    registry.add(
        new RegisteredFactory(
            factory,
            new MarshallerInfo(
                factory.getClass().getName(),
                "a guest",
                order++,
                factory.ranking(),
                factory.handles())));
  }

  void remove(MarshallerFactory factory) {
    registry.remove(factory);
  }

  @Override
  public void close() {
    scope.close();
  }
}
