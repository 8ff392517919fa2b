package org.bascule.bridge.prototype;

/** Numbers as C writes them. */
public final class NumberText {
  private NumberText() {}

  /** Without the letters behind it that name its type: {@code 10UL}. */
  public static String withoutSuffix(String number) {
    return number.replaceFirst("[uUlL]+$", "");
  }
}
