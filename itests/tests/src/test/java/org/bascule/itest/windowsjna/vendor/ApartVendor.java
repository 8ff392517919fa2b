package org.bascule.itest.windowsjna.vendor;

import com.sun.jna.Native;

/** Registers another class of its jar, which mentions nothing of JNA. */
public final class ApartVendor {
  private ApartVendor() {}

  /** Begins. */
  public static void main(String[] arguments) {
    Native.register(PlainVendorMethods.class, arguments[0]);
    System.out.println(PlainVendorMethods.add(40, 2));
  }
}
