package org.bascule.lifetime;

import java.util.function.BooleanSupplier;

/** Forces collections until something can be seen. */
final class Garbage {
  private static final int ROUNDS = 100;

  private Garbage() {}

  static void collectUntil(BooleanSupplier seen) {
    for (int i = 0; i < ROUNDS && !seen.getAsBoolean(); i++) {
      System.gc();
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    if (!seen.getAsBoolean()) {
      throw new AssertionError("still not so after " + ROUNDS + " collections");
    }
  }
}
