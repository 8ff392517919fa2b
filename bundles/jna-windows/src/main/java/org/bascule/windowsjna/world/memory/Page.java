package org.bascule.windowsjna.world.memory;

/** A piece of a region that is given out in cells of one size, and which of them are. */
final class Page {
  static final int SIZE = 64 << 10;

  final Cells cells;
  private final long base;
  private final int cellSize;
  private final long[] used;

  Page(Cells cells, long base, int cellSize) {
    this.cells = cells;
    this.base = base;
    this.cellSize = cellSize;
    this.used = new long[(SIZE / cellSize + Long.SIZE - 1) / Long.SIZE];
  }

  void take(long address) {
    int cell = cell(address);
    used[cell / Long.SIZE] |= 1L << cell;
  }

  /** False if no cell that is given out begins there. */
  boolean give(long address) {
    int cell = cell(address);
    long bit = 1L << cell;
    if ((address - base) % cellSize != 0 || (used[cell / Long.SIZE] & bit) == 0) {
      return false;
    }
    used[cell / Long.SIZE] &= ~bit;
    return true;
  }

  private int cell(long address) {
    return (int) (address - base) / cellSize;
  }
}
