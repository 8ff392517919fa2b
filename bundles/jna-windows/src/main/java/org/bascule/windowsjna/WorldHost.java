package org.bascule.windowsjna;

import org.bascule.bridge.raw.RawHost;
import org.osgi.annotation.versioning.ConsumerType;

/** What a class loader has to be in which a copy of JNA's classes for Windows is defined. */
@ConsumerType
public interface WorldHost {
  /** The host of its world. Always the same object. */
  RawHost host();

  /**
   * The host for the copy that a class loader has defined: its own, else that of the JVM.
   *
   * @throws UnsatisfiedLinkError if it cannot be had
   */
  static RawHost of(ClassLoader loader) {
    return loader instanceof WorldHost own ? own.host() : JvmWorld.host();
  }
}
