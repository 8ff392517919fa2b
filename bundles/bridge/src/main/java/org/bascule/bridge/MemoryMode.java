package org.bascule.bridge;

/** How a DLL gets the memory that is lent to it for the time of a call. */
public enum MemoryMode {
  /**
   * Each function has a piece of the arena for its arguments, with guards around each section. What
   * is written around one is told when the call has returned.
   */
  ORDINARY,

  /**
   * Each section has pages of its own, which end with it and which nobody may touch when the call
   * is over: whoever writes past an end, or uses memory that was lent for a call that has returned,
   * faults at that very instruction. Costs some microseconds for each section.
   */
  STRICT
}
