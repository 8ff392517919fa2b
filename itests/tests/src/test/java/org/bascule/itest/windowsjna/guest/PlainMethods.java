package org.bascule.itest.windowsjna.guest;

/** Mentions nothing of JNA; another class registers it. */
final class PlainMethods {
  private PlainMethods() {}

  static native int add(int a, int b);
}
