package org.bascule.transport;

import java.nio.ByteBuffer;
import org.bascule.protocol.Limit;

/**
 * What goes with a turn besides the place of its frame, in the same cache line: what is said about
 * keeping the frame, and cells of 8 bytes. Used again for later turns. Confined to the lane's
 * thread; must not change until the turn has come back.
 */
public final class Cells {
  /** Nothing is said, and no cell goes. */
  public static final Cells NONE = new Cells();

  private int kept;
  private ByteBuffer bytes;
  private int count;

  /**
   * Sets all of it.
   *
   * @param newKept a number that the caller has given to the frame, with flags of {@link
   *     org.bascule.protocol.KeptFlag}; 0 says nothing
   * @param newBytes little-endian; the cells stand at its start. Not copied
   * @param newCount how many cells go; at most {@link Limit#TurnCells}
   * @return this
   */
  public Cells set(int newKept, ByteBuffer newBytes, int newCount) {
    if (newCount > Limit.TurnCells) {
      throw new IllegalArgumentException(
          newCount + " cells; at most " + Limit.TurnCells + " go with a turn");
    }
    kept = newKept;
    bytes = newBytes;
    count = newCount;
    return this;
  }

  /** What is said about keeping the frame. */
  public int kept() {
    return kept;
  }

  /** How many cells go. */
  public int count() {
    return count;
  }

  /** One of them. */
  public long cell(int index) {
    return bytes.getLong(Long.BYTES * index);
  }
}
