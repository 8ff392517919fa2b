package org.bascule.transport;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What the user of a lane says about its waiting. Asked by the lane's own thread, and only when it
 * sleeps already: an answer that comes soon costs nothing here.
 */
@ConsumerType
public interface Waiter {
  /** Waits for ever, whoever interrupts. */
  Waiter PATIENT =
      new Waiter() {
        @Override
        public long deadline() {
          return 0;
        }

        @Override
        public long graceNanos() {
          return 0;
        }

        @Override
        public boolean interruptible() {
          return false;
        }

        @Override
        public String reason(GivenUp what) {
          return "it did not answer";
        }

        @Override
        public RuntimeException gaveUp(GivenUp what, RuntimeException ended) {
          return ended;
        }
      };

  /** Until when it waits: a {@link System#nanoTime()}, or 0 for no limit. */
  long deadline();

  /** How much longer it waits then, and after an interrupt. */
  long graceNanos();

  /** Whether an interrupt of the thread ends the waiting. */
  boolean interruptible();

  /** Why the host is about to be ended, in words for all whose calls fail with it. */
  String reason(GivenUp what);

  /**
   * What is thrown now that the host has ended because of this.
   *
   * @param ended what others are told
   */
  RuntimeException gaveUp(GivenUp what, RuntimeException ended);
}
