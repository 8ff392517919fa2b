package org.bascule.windowsjna.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;

/**
 * Looks at every class that a program loads, and has those changed that have to do with DLLs: the
 * others cost a glance at their constants.
 */
final class Scout implements ClassFileTransformer {
  private static final String JNA = "com/sun/jna/";

  /** A class file without anything in it. */
  private static final byte[] SMALLEST = new byte[24];

  private final House house;

  Scout(House house) {
    this.house = house;
    // Loaded now: in the middle of a look at itself it would be too late.
    ClassSketch.meansDlls(SMALLEST);
  }

  @Override
  public byte[] transform(
      Module module,
      ClassLoader loader,
      String name,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    if (name == null || house.has(loader)) {
      return null;
    }
    try {
      return name.startsWith(JNA) || ClassSketch.meansDlls(bytes)
          ? house.door().transform(module, loader, name, redefined, domain, bytes)
          : null;
    } catch (Exception | LinkageError e) {
      // The JVM itself would say nothing.
      System.err.println("bascule: the class " + name + " stays as it is: " + e);
      return null;
    }
  }
}
