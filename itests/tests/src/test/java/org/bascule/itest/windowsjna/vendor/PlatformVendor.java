package org.bascule.itest.windowsjna.vendor;

import com.sun.jna.platform.FileMonitor;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32Util;
import com.sun.jna.platform.win32.WinReg;

/** Uses jna-platform. */
public final class PlatformVendor {
  private PlatformVendor() {}

  /** Begins. */
  public static void main(String[] arguments) {
    System.out.println(FileMonitor.getInstance().getClass().getSimpleName());
    System.out.println(Kernel32Util.getEnvironmentVariable("VENDOR_HOME"));
    System.out.println(
        Advapi32Util.registryKeyExists(WinReg.HKEY_LOCAL_MACHINE, "Software\\Microsoft"));
  }
}
