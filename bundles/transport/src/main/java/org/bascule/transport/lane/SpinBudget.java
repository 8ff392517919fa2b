package org.bascule.transport.lane;

/**
 * Spins while spinning pays. An answer that comes in time raises the budget to a multiple of what
 * it took; one that does not halves it, down to nothing after a few in a row: with more threads
 * than processors, spinning only keeps the other side from working. Now and then a short probe
 * finds out whether that has changed, ever more rarely.
 */
public final class SpinBudget implements SpinPolicy {
  static final int MOST = 4096;
  static final int USUAL = 1024;
  static final int LEAST = 128;
  static final int FIRST_PROBE = 32;
  static final int LAST_PROBE = 64;

  private final boolean alone;
  private int budget = MOST;
  private int untilProbe;
  private int probeEvery = FIRST_PROBE;

  /**
   * Nothing has been tried yet.
   *
   * @param alone whether both sides share one CPU: then nobody spins
   */
  public SpinBudget(boolean alone) {
    this.alone = alone;
  }

  /** Whether this process has one CPU only, and with it the host that it starts. */
  public static boolean isAlone() {
    return Runtime.getRuntime().availableProcessors() == 1;
  }

  @Override
  public int looks() {
    if (alone) {
      return 0;
    }
    if (budget > 0) {
      return budget;
    }
    if (--untilProbe > 0) {
      return 0;
    }
    return USUAL;
  }

  @Override
  public void found(int looks) {
    probeEvery = FIRST_PROBE;
    int wanted = Math.max(USUAL, Math.min(MOST, 4 * looks));
    // Grows at once and shrinks slowly, so that one quick answer does not spoil it for the next.
    budget = wanted >= budget ? wanted : budget - (budget - wanted + 7) / 8;
  }

  @Override
  public void missed() {
    if (budget == 0) {
      probeEvery = Math.min(2 * probeEvery, LAST_PROBE);
    }
    budget = budget / 2 < LEAST ? 0 : budget / 2;
    untilProbe = probeEvery;
  }
}
