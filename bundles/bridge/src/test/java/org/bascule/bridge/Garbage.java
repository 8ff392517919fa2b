package org.bascule.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;

/** Forces collections until something can be seen. */
public final class Garbage {
  private static final int ROUNDS = 100;

  private Garbage() {}

  public static void collectUntil(BooleanSupplier seen) {
    for (int i = 0; i < ROUNDS && !seen.getAsBoolean(); i++) {
      System.gc();
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    assertThat(seen.getAsBoolean()).as("after %d collections", ROUNDS).isTrue();
  }
}
