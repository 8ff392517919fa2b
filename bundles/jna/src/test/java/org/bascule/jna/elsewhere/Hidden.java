package org.bascule.jna.elsewhere;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.win32.W32APIOptions;

/** The door to an interface that nobody outside of this package can name. */
public final class Hidden {
  private Hidden() {}

  interface Inner extends Library {
    Inner INSTANCE = Native.load("nowhere", Inner.class, W32APIOptions.ASCII_OPTIONS);
  }

  /** The interface. */
  public static Class<?> type() {
    return Inner.class;
  }
}
