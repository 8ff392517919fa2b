package org.bascule.windowsjna.world;

import org.bascule.windowsjna.world.library.Libraries;

/** Native methods of JNA's about DLLs. */
public final class LibraryNatives {
  private static final Libraries LIBRARIES = World.OWN.libraries;

  private LibraryNatives() {}

  public static long open(String name, int flags) {
    return LIBRARIES.open(name);
  }

  public static void close(long handle) {
    LIBRARIES.close(handle);
  }

  public static long findSymbol(long handle, String name) {
    return LIBRARIES.find(handle, name);
  }
}
