package org.bascule.bridge.call;

import java.util.concurrent.locks.LockSupport;
import org.bascule.bridge.RecyclePolicy;
import org.bascule.transport.Host;

/** Ends a host that a DLL has damaged beyond use, as the session's policy says. */
final class Recycling {
  private static final long LONGEST_END_NANOS = 1_000_000_000;
  private static final long PAUSE_NANOS = 500_000;

  private final Host host;
  private final RecyclePolicy policy;
  private final String afterwards;

  /**
   * For one host.
   *
   * @param afterwards what to do when it has been ended, for messages
   */
  Recycling(Host host, RecyclePolicy policy, String afterwards) {
    this.host = host;
    this.policy = policy;
    this.afterwards = afterwards;
  }

  /** What to do when the host has been ended, for messages. */
  String afterwards() {
    return afterwards;
  }

  /**
   * Whether a fault has left the heap of the host locked: then no request would be answered that
   * needs memory there.
   */
  boolean heapIsLost() {
    return !host.heapAnswers();
  }

  /**
   * A call has faulted, and the heap is lost.
   *
   * @return what has become of the host, to be added to a remedy; empty if it goes on
   */
  String afterLostHeap(String function) {
    return policy == RecyclePolicy.NEVER
        ? ""
        : end("a fault in call " + function + " has left the heap of the host locked");
  }

  /** A DLL has written where it should not; the same. */
  String afterDamage(String function) {
    return policy == RecyclePolicy.DAMAGE
        ? end("call " + function + " has written around what it was lent")
        : "";
  }

  /** The next use of the session is not to meet the old host. */
  private void awaitEnd() {
    long start = System.nanoTime();
    while (host.end().isEmpty() && System.nanoTime() - start < LONGEST_END_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private String end(String why) {
    host.giveUp("ended by this side, because " + why);
    awaitEnd();
    return "; since " + why + ", the host has been ended: " + afterwards;
  }
}
