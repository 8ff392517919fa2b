package org.bascule.bridge.standalone;

import java.util.ServiceLoader;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.MarshallerInfo;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.bridge.registry.RegisteredFactory;
import org.bascule.bridge.registry.RegisteredReading;
import org.bascule.bridge.session.Sessions;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.InterfaceReading;
import org.bascule.spi.MarshallerFactory;
import org.bascule.transport.launch.WineHostLauncher;

/** The bridge without OSGi, for a plain {@code main}: marshallers come from the class path. */
public final class Standalone {
  private Standalone() {}

  /** A bridge with the default options. */
  public static StandaloneBascule bascule() {
    return bascule(SessionOptions.defaults());
  }

  /**
   * A bridge with these options for {@link Bascule#shared()}. Marshallers that come first on the
   * class path are asked first.
   */
  public static StandaloneBascule bascule(SessionOptions defaults) {
    ClassLoader loader = Standalone.class.getClassLoader();
    MarshallerRegistry registry = new MarshallerRegistry();
    long order = 0;
    for (MarshallerFactory factory : ServiceLoader.load(MarshallerFactory.class, loader)) {
      registry.add(
          new RegisteredFactory(
              factory,
              new MarshallerInfo(
                  factory.getClass().getName(),
                  "the class path",
                  order++,
                  factory.ranking(),
                  factory.handles())));
    }
    for (InterfaceReading reading : ServiceLoader.load(InterfaceReading.class, loader)) {
      registry.addReading(new RegisteredReading(reading, reading.ranking(), order++));
    }
    Housekeeper housekeeper = new Housekeeper();
    return new OwnSessions(
        new Sessions(new WineHostLauncher(housekeeper), registry, () -> defaults, housekeeper),
        housekeeper);
  }
}
