package org.bascule.itest.windowsjna.vendor;

/** Of demo.dll; who looks at this class alone cannot tell that JNA is meant. */
final class PlainVendorMethods {
  private PlainVendorMethods() {}

  static native int add(int a, int b);
}
