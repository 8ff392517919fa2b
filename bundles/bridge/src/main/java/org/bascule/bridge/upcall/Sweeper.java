package org.bascule.bridge.upcall;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.function.Consumer;

/**
 * Waits for objects to be collected, on a thread of its own, so that their types do not stay until
 * somebody happens to look.
 */
final class Sweeper {
  private final String name;
  private final ReferenceQueue<Object> queue;
  private final Consumer<Reference<?>> action;
  private Thread thread;
  private boolean ended;

  Sweeper(String name, ReferenceQueue<Object> queue, Consumer<Reference<?>> action) {
    this.name = name;
    this.queue = queue;
    this.action = action;
  }

  /** Starts it, once. */
  synchronized void start() {
    if (thread == null && !ended) {
      thread = new Thread(this::sweep, name);
      thread.setDaemon(true);
      thread.start();
    }
  }

  synchronized void end() {
    ended = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void sweep() {
    try {
      while (true) {
        action.accept(queue.remove());
      }
    } catch (InterruptedException e) {
      // The session has ended.
    }
  }
}
