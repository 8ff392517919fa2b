package org.bascule.bridge;

/**
 * After what a host is ended, though it still runs: what a DLL has damaged in its process, the next
 * call may stumble over. Whether the session begins anew then, its {@link RestartPolicy} says.
 */
public enum RecyclePolicy {
  /** The host goes on, whatever happens. */
  NEVER,
  /**
   * After a fault that has left the heap locked: whoever allocates something would wait for ever.
   */
  HEAP,
  /** Also when a DLL has written around memory that it was lent, or over a lane's control words. */
  DAMAGE
}
