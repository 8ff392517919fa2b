package org.bascule.bench;

/** Says on stderr what is going on, so that stdout has the table alone. */
public final class Notes {
  private Notes() {}

  /** One line. */
  public static void say(String format, Object... arguments) {
    System.err.println("bench: " + String.format(format, arguments));
  }
}
