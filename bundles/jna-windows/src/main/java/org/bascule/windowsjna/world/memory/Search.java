package org.bascule.windowsjna.world.memory;

/** Looks for a byte in memory, piece by piece. */
public final class Search {
  /** No piece crosses the end of a page that may be the last one there is. */
  private static final int PIECE = 4096;

  private final WorldMemory memory;

  /** In this memory. */
  public Search(WorldMemory memory) {
    this.memory = memory;
  }

  /** How far behind this address the first such byte lies, which must be there. */
  public long indexOf(long address, byte value) {
    byte[] piece = new byte[PIECE];
    for (long at = address; ; ) {
      int length = (int) (PIECE - (at & PIECE - 1));
      memory.read(at, piece, 0, length);
      for (int i = 0; i < length; i++) {
        if (piece[i] == value) {
          return at + i - address;
        }
      }
      at += length;
    }
  }
}
