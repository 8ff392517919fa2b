package org.bascule.lifetime;

import java.lang.ref.ReferenceQueue;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The one daemon that tidies up: it empties the queue of all weak tables, and makes rounds where
 * nobody tells when there is something to do. Its thread starts when it is first needed, inherits
 * nothing from whoever causes that, and ends with {@link #close} or when nobody refers to this
 * object, to a table of it or to a round any more. Thread-safe.
 */
@Component(service = Housekeeper.class)
public final class Housekeeper implements AutoCloseable {
  private final HousekeepingThread work;

  /** A housekeeper that has nothing to do yet. */
  public Housekeeper() {
    work = new HousekeepingThread();
    work.endWith(this);
  }

  /**
   * Begins to look at something now and then: 100 ms after {@link Round#stir}, then after twice as
   * long each time that nothing was found, up to 8 s.
   *
   * @param chore is kept until the round is closed; IDLE at first
   */
  public Round round(Chore chore) {
    return new Round(this, chore);
  }

  /** Ends the thread. What is collected later is not noticed any more. Idempotent. */
  @Override
  @Deactivate
  public void close() {
    work.end();
  }

  /** Where the references of tables go; somebody will look there. */
  ReferenceQueue<Object> queue() {
    work.start();
    return work.queue();
  }

  /** Something that is looked at until this is closed. */
  public static final class Round implements AutoCloseable {
    private static final long SHORTEST_NANOS = 100_000_000;
    private static final long LONGEST_NANOS = 8_000_000_000L;

    // Kept, so that the thread does not end while somebody counts on a look.
    private final Housekeeper housekeeper;
    private final Chore chore;
    // Guarded by this.
    private long pause;
    private long due;
    private boolean closed;

    private Round(Housekeeper housekeeper, Chore chore) {
      this.housekeeper = housekeeper;
      this.chore = chore;
    }

    /** There may be something to do soon. Cheap while that is known already. */
    public void stir() {
      synchronized (this) {
        if (closed || pause == SHORTEST_NANOS) {
          return;
        }
        pause = SHORTEST_NANOS;
        due = System.nanoTime() + pause;
      }
      housekeeper.work.add(this);
    }

    /** Looks no more. A look that has begun may go on meanwhile. Idempotent. */
    @Override
    public void close() {
      synchronized (this) {
        closed = true;
        pause = 0;
      }
      housekeeper.work.remove(this);
    }

    /** Nanoseconds until the next look; at most 0 if it is due. */
    synchronized long left(long now) {
      return due - now;
    }

    /** Looks; false if there is nothing to look for until somebody stirs. */
    boolean look() {
      synchronized (this) {
        if (closed) {
          return false;
        }
        // Who stirs from now on starts anew, since the look may miss what he means.
        pause = Math.min(2 * pause, LONGEST_NANOS);
      }
      Chore.Outcome outcome = housekeeper.work.run(chore);
      synchronized (this) {
        long wanted = pause;
        if (outcome == Chore.Outcome.DONE) {
          wanted = SHORTEST_NANOS;
        }
        boolean stirred = pause == SHORTEST_NANOS;
        boolean goesOn = !closed && (stirred || outcome != Chore.Outcome.IDLE);
        pause = goesOn ? wanted : 0;
        due = System.nanoTime() + pause;
        return goesOn;
      }
    }
  }
}
