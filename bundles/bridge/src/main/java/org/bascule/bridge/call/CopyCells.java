package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bascule.protocol.KeptFlag;
import org.bascule.transport.Cells;

/**
 * What goes with the turn of a request that copies memory. Used again for later ones. Confined to
 * the lane's thread.
 */
final class CopyCells {
  private static final int COUNT = 4;

  private final Cells turn = new Cells();
  private final ByteBuffer cells =
      ByteBuffer.allocateDirect(Long.BYTES * COUNT).order(ByteOrder.LITTLE_ENDIAN);

  /** That the frame is to be kept. */
  Cells first(int number) {
    return turn.set(number, cells, 0);
  }

  /** The same frame again: what it is to copy. */
  Cells again(int number, long address, long size, long arena, long value) {
    cells.putLong(0, address);
    cells.putLong(Long.BYTES, size);
    cells.putLong(2 * Long.BYTES, arena);
    cells.putLong(3 * Long.BYTES, value);
    return turn.set(number | KeptFlag.Again, cells, COUNT);
  }
}
