package org.bascule.windowsjna.world;

import org.bascule.bridge.raw.RawHost;
import org.bascule.windowsjna.WorldHost;

/** The host of the class loader that has defined this class. */
final class OwnHost {
  private OwnHost() {}

  /** It, or what says at each use why it cannot be had. */
  static RawHost find() {
    try {
      return search();
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      return new FailedHost(e);
    }
  }

  private static RawHost search() {
    ClassLoader loader = OwnHost.class.getClassLoader();
    if (loader instanceof WorldHost || !inFramework()) {
      return WorldHost.of(loader);
    }
    return BundleHost.find();
  }

  /** A JVM that is a world as a whole has no framework here, whatever runs inside of it. */
  private static boolean inFramework() {
    try {
      return BundleHost.isBundle();
    } catch (NoClassDefFoundError e) {
      return false;
    }
  }
}
