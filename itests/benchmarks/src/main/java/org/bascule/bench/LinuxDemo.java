package org.bascule.bench;

import com.sun.jna.Library;
import com.sun.jna.Native;

/** The same C functions in a Linux shared object, as JNA calls them inside the JVM's process. */
public final class LinuxDemo {
  private static final String RESOURCE = "linux/libdemo.so";

  private LinuxDemo() {}

  /** JNA's interface mapping. */
  public static <T extends Library> T load(Class<T> type) {
    return Native.load(Artifacts.unpack(RESOURCE).toString(), type);
  }

  /** JNA's direct mapping. */
  static void register(Class<?> type) {
    Native.register(type, Artifacts.unpack(RESOURCE).toString());
  }
}
