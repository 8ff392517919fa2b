package org.bascule.windowsjna.world.memory;

import org.bascule.bridge.raw.RawBlock;
import org.bascule.bridge.raw.RawHost;
import org.bascule.error.BasculeException;
import org.bascule.error.ErrorCode;

/**
 * What {@code malloc} is to JNA: memory at addresses that the DLL and Java both know. Small pieces
 * are cells of pages, so that they cost next to nothing; large ones are blocks of the arena. Each
 * begins at a multiple of 16 and ends at one, as on Windows. Thread-safe.
 */
public final class Heap {
  private static final int GRAIN = 16;

  /** Up to here there are cells for each multiple of 16, then for each power of two. */
  private static final int FINE = 512;

  private static final int LARGEST_CELL = Page.SIZE / 2;
  private static final int REGION_SIZE = 1 << 20;

  private final RawHost host;
  private final Pressure pressure = new Pressure(System::gc);
  private final Regions regions = new Regions();
  private final Cells[] cells = new Cells[FINE / GRAIN + 6];
  private Region growing;
  private int pagesTaken;

  /** Nothing yet. */
  public Heap(RawHost host) {
    this.host = host;
    for (int i = 0; i < cells.length; i++) {
      int steps = FINE / GRAIN;
      int size = i < steps ? (i + 1) * GRAIN : FINE << i - steps + 1;
      cells[i] = new Cells(size, this::freshPage);
    }
  }

  /** The host has ended: what is given back from now on is gone already. */
  public void end() {
    regions.close();
  }

  Regions regions() {
    return regions;
  }

  /**
   * Memory of this size, which holds anything.
   *
   * @throws OutOfMemoryError if it cannot be had
   */
  public long allocate(long size) {
    if (regions.isClosed()) {
      host.allocate(1).close(); // Says that the host has ended, and why, if it has.
      throw new IllegalStateException("the world has been closed");
    }
    if (size <= LARGEST_CELL) {
      return cells[index((int) Math.max(size, 1))].take();
    }
    Region region = Region.whole(block(size + GRAIN - 1 & -GRAIN));
    regions.addWhole(region);
    return region.base;
  }

  /**
   * Gives memory back; after the host's end that is nothing.
   *
   * @return false if this heap has not given it out, or has got it back already
   */
  public boolean free(long address) {
    if (regions.isClosed()) {
      return true;
    }
    Region region = regions.find(address, 1);
    Page page = region == null ? null : region.page(address);
    if (page != null) {
      return page.cells.give(page, address);
    }
    Region whole = regions.removeWhole(address);
    if (whole != null) {
      whole.block.close();
      pressure.give(whole.end - whole.base);
    }
    return whole != null;
  }

  /** Whether all of these bytes are memory of this heap. */
  public boolean contains(long address, long size) {
    return regions.find(address, size) != null;
  }

  /** As programs expect it of JNA, where it says that there is none. */
  private RawBlock block(long size) {
    pressure.take(size);
    try {
      return host.allocate(size);
    } catch (BasculeException e) {
      pressure.give(size);
      ErrorCode code = e.diagnosis().code();
      if (code != ErrorCode.TOO_LARGE && code != ErrorCode.SHARED_MEMORY) {
        throw e;
      }
      OutOfMemoryError error = new OutOfMemoryError(e.getMessage());
      error.initCause(e);
      throw error;
    }
  }

  private static int index(int size) {
    if (size <= FINE) {
      return (size + GRAIN - 1) / GRAIN - 1;
    }
    int powers = Integer.SIZE - Integer.numberOfLeadingZeros((size - 1) / FINE);
    return FINE / GRAIN - 1 + powers;
  }

  private synchronized Cells.FreshPage freshPage(Cells wanting) {
    if (growing == null || pagesTaken == growing.pages()) {
      RawBlock block = block(REGION_SIZE);
      growing = Region.paged(block);
      pagesTaken = 0;
      regions.addPaged(growing);
    }
    long base = growing.base + (long) pagesTaken * Page.SIZE;
    Page page = new Page(wanting, base, wanting.size());
    growing.put(pagesTaken++, page);
    return new Cells.FreshPage(page, base);
  }
}
