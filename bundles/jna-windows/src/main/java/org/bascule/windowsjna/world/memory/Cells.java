package org.bascule.windowsjna.world.memory;

import java.util.Arrays;
import java.util.function.Function;

/** All cells of one size: those that have come back are given out first. Thread-safe. */
final class Cells {
  private final int size;
  private final Function<Cells, FreshPage> source;
  private long[] free = new long[64];
  private Page[] pages = new Page[64];
  private int count;
  private Page fresh;
  private long next;
  private long end;

  /** A page that nothing has been given out of yet. */
  record FreshPage(Page page, long base) {}

  /**
   * None yet.
   *
   * @param source has further pages
   */
  Cells(int size, Function<Cells, FreshPage> source) {
    this.size = size;
    this.source = source;
  }

  int size() {
    return size;
  }

  synchronized long take() {
    if (count > 0) {
      count--;
      pages[count].take(free[count]);
      return free[count];
    }
    if (next + size > end) {
      FreshPage page = source.apply(this);
      fresh = page.page();
      next = page.base();
      end = next + Page.SIZE;
    }
    long address = next;
    next += size;
    fresh.take(address);
    return address;
  }

  /** False if no cell that is given out begins there. */
  synchronized boolean give(Page page, long address) {
    if (!page.give(address)) {
      return false;
    }
    if (count == free.length) {
      free = Arrays.copyOf(free, 2 * count);
      pages = Arrays.copyOf(pages, 2 * count);
    }
    free[count] = address;
    pages[count] = page;
    count++;
    return true;
  }
}
