package org.bascule.itest;

import java.util.Random;

/** Random tests say what they started from, and can be started from it again. */
public final class Seed {
  private Seed() {}

  /** A new source of randomness; {@code -Dbascule.test.seed=…} repeats a run. */
  public static Random random(String test) {
    long seed = Long.getLong("bascule.test.seed", System.nanoTime());
    System.out.println(test + ": seed " + seed);
    return new Random(seed);
  }
}
