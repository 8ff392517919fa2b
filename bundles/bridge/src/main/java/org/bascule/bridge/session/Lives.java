package org.bascule.bridge.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.bascule.bridge.RestartPolicy;
import org.bascule.error.HostEndedException;

/**
 * The lives of a session, one host after the other. What was declared and loaded in one is declared
 * and loaded again in the next. Thread-safe.
 */
final class Lives {
  private final RestartPolicy policy;
  private final Function<Integer, WineSession> opener;
  private final Told told;
  private final List<String> declarations = new ArrayList<>();
  private final Deque<Long> restarts = new ArrayDeque<>();
  private volatile WineSession present;
  private volatile boolean closed;
  private int number = 1;

  /** Is told what becomes of lives. */
  interface Told {
    /** The present one has ended; may be told more than once. */
    void ended();

    /** A new one has begun. */
    void restarted(WineSession before, WineSession now);
  }

  /**
   * The first life.
   *
   * @param opener of lives by their number
   * @param told of a new life while nobody else can begin one
   */
  Lives(RestartPolicy policy, Function<Integer, WineSession> opener, Told told) {
    this.policy = policy;
    this.opener = opener;
    this.told = told;
    this.present = opener.apply(number);
  }

  /** The present one, whether it has ended or not. */
  WineSession last() {
    return present;
  }

  boolean closed() {
    return closed;
  }

  /**
   * The one that runs; a new one if the last has ended.
   *
   * @throws HostEndedException if it must not begin anew, or not yet
   * @throws org.bascule.error.HostStartException if it cannot
   */
  WineSession running() {
    WineSession life = present;
    return life.end().isEmpty() || closed ? life : restart(life);
  }

  private synchronized WineSession restart(WineSession ended) {
    WineSession life = present;
    if (life != ended && life.end().isEmpty() || closed) {
      return life;
    }
    long now = System.nanoTime();
    forgetOld(now);
    if (restarts.size() >= policy.most()) {
      throw RestartErrors.tooOften(life, policy);
    }
    WineSession next = opener.apply(number + 1);
    try {
      declarations.forEach(next::declare);
      life.loaded().forEach(next::library);
    } catch (RuntimeException | Error e) {
      next.close();
      throw e;
    }
    number++;
    if (!policy.within().isZero()) {
      restarts.add(now);
    }
    life.succeededBy(next);
    present = next;
    told.restarted(life, next);
    return next;
  }

  private void forgetOld(long now) {
    while (!restarts.isEmpty() && now - restarts.peek() > policy.within().toNanos()) {
      restarts.remove();
    }
  }

  /**
   * Somebody is about to be told that a host has ended. When he tries again, nothing must lead to
   * it any more.
   */
  HostEndedException noticed(HostEndedException thrown) {
    if (present.end().isPresent()) {
      told.ended();
    }
    return thrown;
  }

  /** Has later lives know what is declared in the present one. */
  synchronized List<String> declare(String source) {
    List<String> names = running().declare(source);
    declarations.add(source);
    return names;
  }

  /** No further life begins. */
  void close() {
    closed = true;
    // A life that is being begun is closed when it has come to be.
    synchronized (this) {
      present.close();
    }
  }
}
