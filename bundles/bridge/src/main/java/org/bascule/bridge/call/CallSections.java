package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import org.bascule.transport.Cells;

/**
 * The sections of one call. Used again for later calls at the same depth. Confined to the lane's
 * thread.
 */
sealed interface CallSections permits LotSections, StrictSections {
  /**
   * There are none yet, of a call to this function.
   *
   * @param carriage how its sections can travel with the turn; null if they cannot
   */
  void begin(CallTarget function, Carriage carriage);

  /** Memory for a section; anything stands there. The slot is that of its argument. */
  LocalMemory allocate(long bytes, int alignment, int slot);

  /** A part of the memory that this call was given; null if it lies elsewhere. */
  LocalMemory view(long address, long bytes);

  /**
   * What goes with the turn of a call with these slots; null if the sections cannot travel.
   *
   * @param known what the host knows by now, after calls that were made while arguments were
   *     written; null for nothing
   */
  default Cells load(Cells turn, ByteBuffer slots, Carriage known) {
    return null;
  }

  /** Has in the sections what has come back with the turn. */
  default void unload(ByteBuffer window) {}

  /** The sections shall lie where the host finds them. */
  default void toHost() {}

  /** The sections have been changed where the host has them. */
  default void fromHost() {}

  /** Has {@code carriages} look at a call that does not travel. */
  default void show(Carriages carriages, CallTarget target, ByteBuffer slots) {}

  /** What was written around the sections; null if nothing was. */
  Overrun overrun();

  /** The call is over. */
  void end();
}
