package org.bascule.itest.windowsjna.vendor;

/** A Java agent of somebody else's. */
public final class VendorAgent {
  private VendorAgent() {}

  /** Called by the JVM. */
  public static void premain(String arguments) {
    System.out.println("agent " + arguments);
  }
}
