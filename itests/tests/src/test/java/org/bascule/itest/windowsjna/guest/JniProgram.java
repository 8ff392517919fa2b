package org.bascule.itest.windowsjna.guest;

/** Means JNI. */
public final class JniProgram {
  private JniProgram() {}

  /** In a library that nobody has. */
  public static native int add(int a, int b);
}
