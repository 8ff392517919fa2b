package org.bascule.lifetime;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A stack of things to be closed. What was added last is closed first; one failure keeps nothing
 * else from being closed. Thread-safe.
 *
 * <p>Build what owns several things <em>inside</em> a scope that already owns the first of them:
 * then there is no moment at which a failure leaves something behind.
 */
public final class Scope implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean closed;

  /**
   * Puts something on the stack; closes it at once if the scope is closed already.
   *
   * @return the same thing
   * @throws IllegalStateException if the scope is closed and the thing cannot be closed; whatever
   *     unchecked it throws itself comes out as it is
   */
  public <T extends AutoCloseable> T add(T thing) {
    synchronized (this) {
      if (!closed) {
        open.push(thing);
        return thing;
      }
    }
    raise(closing(thing, null));
    return thing;
  }

  /**
   * Takes something off the stack that somebody else closes, or has closed; false if it is not on
   * it.
   */
  public synchronized boolean release(AutoCloseable thing) {
    return open.removeIf(known -> known == thing);
  }

  /** Whether {@link #close} has begun. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Closes everything. Idempotent: who comes second does not wait for the first.
   *
   * @throws IllegalStateException if something threw a checked exception; unchecked ones come out
   *     as they are. The first one carries the others as suppressed.
   */
  @Override
  public void close() {
    raise(closeAll());
  }

  /**
   * Closes everything because of a failure, which carries what fails meanwhile as suppressed.
   *
   * @return the same failure, to be thrown
   */
  public <F extends Throwable> F closeAfter(F failure) {
    Throwable second = closeAll();
    if (second != null && second != failure) {
      failure.addSuppressed(second);
    }
    return failure;
  }

  private Throwable closeAll() {
    Throwable failure = null;
    for (AutoCloseable next = pop(); next != null; next = pop()) {
      failure = closing(next, failure);
    }
    return failure;
  }

  private synchronized AutoCloseable pop() {
    closed = true;
    return open.poll();
  }

  private static Throwable closing(AutoCloseable thing, Throwable before) {
    try {
      thing.close();
      return before;
    } catch (Throwable e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (before == null) {
        return e;
      }
      if (before != e) {
        before.addSuppressed(e);
      }
      return before;
    }
  }

  private static void raise(Throwable failure) {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }
}
