package org.bascule.itest.windowsjna.vendor;

import com.sun.jna.Native;

/** Maps functions directly, in a class that itself mentions nothing of JNA. */
public final class DirectVendor {
  private DirectVendor() {}

  /** Of demo.dll. */
  static final class Scalars {
    private Scalars() {}

    static native int add(int a, int b);

    static native double echo_double(double value);
  }

  /** Begins. */
  public static void main(String[] arguments) {
    Native.register(Scalars.class, arguments[0]);
    System.out.println(Scalars.add(40, 2) + " " + Scalars.echo_double(0.5));
  }
}
