package org.bascule.bridge.call;

/**
 * The sections of one call. Used again for later calls at the same depth. Confined to the lane's
 * thread.
 */
sealed interface CallSections permits LotSections, StrictSections {
  /** There are none yet, of a call to this function. */
  void begin(CallTarget function);

  /** Memory for a section; anything stands there. The slot is that of its argument. */
  LocalMemory allocate(long bytes, int alignment, int slot);

  /** A part of the memory that this call was given; null if it lies elsewhere. */
  LocalMemory view(long address, long bytes);

  /** What was written around the sections; null if nothing was. */
  Overrun overrun();

  /** The call is over. */
  void end();
}
