package org.bascule.windowsjna.door;

import org.bascule.bridge.OptionTexts;
import org.bascule.bridge.SessionOptions;
import org.bascule.error.ValueException;

/** Reads what the system properties say of the session, before the program begins. */
public final class PropertyCheck implements Runnable {
  /** As {@code java} ends when an option is wrong. */
  private static final int WRONG = 1;

  /** Made by the agent. */
  public PropertyCheck() {}

  @Override
  public void run() {
    try {
      options();
    } catch (ValueException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG);
    }
  }

  /** The options of the session; nobody else has properties of ours here. */
  static SessionOptions options() {
    return OptionTexts.ofProperties(true).read(SessionOptions.builtIn(), OptionTexts.properties());
  }
}
