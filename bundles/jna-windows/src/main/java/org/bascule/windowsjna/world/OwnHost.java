package org.bascule.windowsjna.world;

import org.bascule.bridge.raw.RawHost;
import org.bascule.windowsjna.WorldHost;

/** The host of the class loader that has defined this class. */
final class OwnHost {
  private OwnHost() {}

  static RawHost find() {
    ClassLoader loader = OwnHost.class.getClassLoader();
    return loader instanceof WorldHost own ? own.host() : BundleHost.find();
  }
}
