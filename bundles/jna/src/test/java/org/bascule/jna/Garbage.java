package org.bascule.jna;

import java.lang.ref.Reference;

/** Waits until something has been collected. */
public final class Garbage {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int PATIENCE_SECONDS = 20;

  private Garbage() {}

  /** Whether it is gone, after as many collections as it takes; false after 20 s. */
  public static boolean isCollected(Reference<?> reference) {
    long end = System.nanoTime() + PATIENCE_SECONDS * NANOS_PER_SECOND;
    while (reference.get() != null && System.nanoTime() < end) {
      System.gc();
      Thread.onSpinWait();
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return reference.get() == null;
  }
}
