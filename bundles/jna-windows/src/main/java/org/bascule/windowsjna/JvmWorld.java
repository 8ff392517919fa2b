package org.bascule.windowsjna;

import java.util.function.Supplier;
import org.bascule.bridge.raw.RawHost;

/**
 * The one host of a JVM whose whole class path is of the Windows world. Static, as what asks for it
 * are static initialisers in class loaders that know nothing of it.
 */
public final class JvmWorld {
  private static volatile Supplier<RawHost> source;

  private JvmWorld() {}

  /** Has worlds take their host from here. */
  public static void is(Supplier<RawHost> host) {
    source = host;
  }

  static RawHost host() {
    Supplier<RawHost> known = source;
    if (known == null) {
      throw new UnsatisfiedLinkError(
          "JNA's classes for Windows run in a class loader of org.bascule.windowsjna.WindowsWorld,"
              + " or in a JVM that `bascule java` has started");
    }
    return known.get();
  }
}
