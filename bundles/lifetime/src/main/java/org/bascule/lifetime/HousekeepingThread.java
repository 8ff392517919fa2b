package org.bascule.lifetime;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the housekeeper's thread refers to: not the housekeeper, so that it can be collected. */
final class HousekeepingThread {
  private static final System.Logger LOG = System.getLogger("org.bascule.lifetime");
  private static final long FOR_EVER = Long.MAX_VALUE;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
  private final Set<Housekeeper.Round> rounds = ConcurrentHashMap.newKeySet();
  private Tracked<Housekeeper> employer;
  private Thread thread;
  private volatile boolean ended;

  /** A reference that was never to be collected: it only wakes the thread. */
  private final class Nudge extends Tracked<Object> {
    Nudge() {
      super(HousekeepingThread.this, queue);
    }

    @Override
    void gone() {
      // It is awake now.
    }
  }

  /** Ends when this object has been collected. */
  void endWith(Housekeeper housekeeper) {
    employer =
        new Tracked<>(housekeeper, queue) {
          @Override
          void gone() {
            ended = true;
          }
        };
  }

  ReferenceQueue<Object> queue() {
    return queue;
  }

  synchronized void start() {
    if (thread == null && !ended) {
      thread = Daemons.start("bascule-housekeeper", this::work);
    }
  }

  void end() {
    ended = true;
    nudge();
  }

  void add(Housekeeper.Round round) {
    rounds.add(round);
    start();
    nudge();
  }

  void remove(Housekeeper.Round round) {
    rounds.remove(round);
  }

  /** What it throws is logged, and nothing else suffers from it. */
  Chore.Outcome run(Chore chore) {
    try {
      return chore.look();
    } catch (Throwable e) {
      failed(e);
      return Chore.Outcome.NOTHING;
    }
  }

  private void nudge() {
    new Nudge().enqueue();
  }

  private void work() {
    while (!ended) {
      try {
        tidy();
      } catch (InterruptedException e) {
        // Nobody has any business interrupting it; close ends it.
      }
    }
    Reference.reachabilityFence(employer);
  }

  private void tidy() throws InterruptedException {
    long nanos = untilNextLook();
    Reference<?> collected =
        nanos == FOR_EVER ? queue.remove() : nanos > 0 ? queue.remove(millis(nanos)) : queue.poll();
    if (collected instanceof Tracked<?> tracked) {
      sweep(tracked);
    }
    makeRounds();
  }

  private void sweep(Tracked<?> tracked) {
    try {
      tracked.gone();
    } catch (Throwable e) {
      failed(e);
    }
  }

  private void makeRounds() {
    for (Housekeeper.Round round : rounds) {
      if (round.left(System.nanoTime()) <= 0 && !round.look()) {
        rounds.remove(round);
        if (round.left(System.nanoTime()) > 0) {
          rounds.add(round); // Somebody has stirred in between.
        }
      }
    }
  }

  private long untilNextLook() {
    long least = FOR_EVER;
    long now = System.nanoTime();
    for (Housekeeper.Round round : rounds) {
      least = Math.min(least, round.left(now));
    }
    return least;
  }

  private static long millis(long nanos) {
    return nanos / NANOS_PER_MILLI + 1;
  }

  private static void failed(Throwable e) {
    LOG.log(System.Logger.Level.WARNING, "something could not be tidied up", e);
  }
}
