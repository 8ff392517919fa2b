package org.bascule.itest.windowsjna.vendor;

import java.util.function.Consumer;

/** Loads a library for JNI, in one of the ways that there are. */
public final class JniVendor {
  private JniVendor() {}

  /** Begins. */
  public static void main(String[] arguments) {
    switch (arguments[0]) {
      case "name" -> System.loadLibrary(arguments[1]);
      case "file" -> System.load(arguments[1]);
      case "runtime name" -> Runtime.getRuntime().loadLibrary(arguments[1]);
      case "runtime file" -> Runtime.getRuntime().load(arguments[1]);
      default -> {
        Consumer<String> reference = System::loadLibrary;
        reference.accept(arguments[1]);
      }
    }
    System.out.println("loaded");
  }
}
