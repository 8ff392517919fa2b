package org.bascule.itest.windowsjna.vendor;

import com.sun.jna.Native;
import java.util.function.IntUnaryOperator;

/** In another jar. */
public final class ServiceVendorPart implements IntUnaryOperator {
  private final PlainVendor.Demo demo =
      Native.load(System.getProperty("vendor.dll"), PlainVendor.Demo.class);

  /** Made by a service loader. */
  public ServiceVendorPart() {}

  @Override
  public int applyAsInt(int number) {
    return demo.add(number, 1);
  }
}
