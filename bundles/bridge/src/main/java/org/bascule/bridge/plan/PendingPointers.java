package org.bascule.bridge.plan;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Function pointers whose types are compiled after the types that use them. Those that are asked
 * for when the compilation is over, for objects that are met at a call, compile themselves when
 * they are first used. Thread-safe.
 */
final class PendingPointers {
  private final Queue<BoundPointer<?>> waiting = new ArrayDeque<>();
  private final Queue<BoundPointer<?>> last = new ArrayDeque<>();
  private boolean over;

  synchronized void add(BoundPointer<?> pointer) {
    if (!over) {
      waiting.add(pointer);
    }
  }

  /** Compiles all that wait, and what they make wait in turn. */
  void bindAll(CompilationUnit unit) {
    for (BoundPointer<?> next = poll(); next != null; next = poll()) {
      next.bind(unit);
    }
  }

  /** One that means what is around it, all of which must be compiled before. */
  synchronized void addLast(BoundPointer<?> pointer) {
    last.add(pointer);
  }

  /** The compilation is over, but for those that come last. */
  void end(CompilationUnit unit) {
    for (BoundPointer<?> next = pollLast(); next != null; next = pollLast()) {
      next.bind(unit);
      bindAll(unit);
    }
    close();
  }

  private synchronized void close() {
    over = true;
  }

  private synchronized BoundPointer<?> pollLast() {
    return last.poll();
  }

  synchronized boolean isOver() {
    return over;
  }

  private synchronized BoundPointer<?> poll() {
    return waiting.poll();
  }
}
