package org.bascule.windowsjna.world.call;

import org.bascule.windowsjna.world.memory.Twins;

/**
 * The direct buffers of the JVM that DLLs have copies of: all that have been given an address, and
 * those of the calls that a thread is inside of. Thread-safe.
 */
public final class SharedBuffers {
  private final Twins twins;

  /** On threads that are inside of a call with such buffers: the innermost one's. */
  private final ThreadLocal<DirectCopies> innermost = new ThreadLocal<>();

  /** No call yet. */
  public SharedBuffers(Twins twins) {
    this.twins = twins;
  }

  Twins twins() {
    return twins;
  }

  DirectCopies innermost() {
    return innermost.get();
  }

  /** A call begins, with these; null for none. */
  void enter(DirectCopies copies) {
    twins.bringTogether();
    if (copies != null) {
      copies.forth();
      innermost.set(copies);
    }
  }

  /** It has returned. */
  void returned(DirectCopies copies) {
    twins.bringTogether();
    if (copies != null) {
      copies.back();
    }
  }

  /** It is over, in whatever way. */
  void leave(DirectCopies copies) {
    if (copies != null) {
      if (copies.outer == null) {
        innermost.remove();
      } else {
        innermost.set(copies.outer);
      }
    }
  }

  /** A callback begins: Java sees what the DLL has written so far. */
  public void toJava() {
    twins.bringTogether();
    for (DirectCopies each = innermost.get(); each != null; each = each.outer) {
      each.back();
    }
  }

  /** A callback ends: the DLL sees what Java has written. */
  public void toDll() {
    twins.bringTogether();
    for (DirectCopies each = innermost.get(); each != null; each = each.outer) {
      each.forth();
    }
  }
}
