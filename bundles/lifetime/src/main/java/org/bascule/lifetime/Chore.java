package org.bascule.lifetime;

/**
 * Something that has to be looked at now and then, because nobody tells when its time has come. Run
 * by the {@link Housekeeper}; should not take long, since everything else waits for it.
 */
@FunctionalInterface
public interface Chore {
  /** What a look has brought. */
  enum Outcome {
    /** There was something to do: it is worth looking again soon. */
    DONE,
    /** There was nothing to do; there may be later. Looks become ever more seldom. */
    NOTHING,
    /** There will be nothing to do until somebody says so by {@link Housekeeper.Round#stir}. */
    IDLE
  }

  /** Looks, and does what there is to do. What it throws is logged, and counts as nothing. */
  Outcome look();
}
