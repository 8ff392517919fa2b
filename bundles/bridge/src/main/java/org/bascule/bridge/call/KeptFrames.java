package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bascule.protocol.KeptFlag;
import org.bascule.protocol.Limit;
import org.bascule.transport.Cells;

/**
 * Which frames the host keeps for a lane. It has one place for each remainder of their numbers, so
 * counting along is enough. Confined to the lane's thread.
 *
 * <p>What is kept counts from the moment it is sent, since calls back may put others into its
 * place; and no longer when anything went wrong, for it is only sent once more then.
 */
final class KeptFrames {
  private static final int COPY_CELLS = 4;

  private final int[] numbers = new int[Limit.KeptFrames];

  private final Cells turn = new Cells();
  private final ByteBuffer cells =
      ByteBuffer.allocateDirect(Long.BYTES * COPY_CELLS).order(ByteOrder.LITTLE_ENDIAN);

  boolean has(int number) {
    return numbers[number % Limit.KeptFrames] == number;
  }

  void add(int number) {
    numbers[number % Limit.KeptFrames] = number;
  }

  /** That a frame is to be kept, which copies memory. */
  Cells said(int number) {
    return turn.set(number, cells, 0);
  }

  /** The same frame again: what it is to copy. */
  Cells again(int number, long address, long size, long arena, long value) {
    cells.putLong(0, address);
    cells.putLong(Long.BYTES, size);
    cells.putLong(2 * Long.BYTES, arena);
    cells.putLong(3 * Long.BYTES, value);
    return turn.set(number | KeptFlag.Again, cells, COPY_CELLS);
  }

  /** Frees the place of that number, whoever has it. */
  void forget(int number) {
    numbers[number % Limit.KeptFrames] = 0;
  }
}
