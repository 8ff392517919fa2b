package org.bascule.bridge.call;

import java.util.BitSet;
import org.bascule.error.HostEndedException;
import org.bascule.protocol.PageAccess;
import org.bascule.spi.Abi;
import org.bascule.transport.PageArea;

/**
 * Pages that are lent to the DLL for one call each. What has been lent is nobody's for as long as
 * there are others. Thread-safe.
 *
 * <pre>
 *   nobody's │ section │ nobody's │ section, section │ nobody's …
 * </pre>
 */
final class StrictPages {
  private static final int WIDE = 256 << 20;
  private static final int NARROW = 16 << 20;

  private final HostRequests requests;
  private final int size;
  private final BitSet taken = new BitSet();
  private PageArea area;
  private int cursor;

  StrictPages(HostRequests requests, Abi abi) {
    this.requests = requests;
    this.size = abi == Abi.X86 ? NARROW : WIDE;
  }

  /**
   * Some pages.
   *
   * @param area where they lie
   * @param start offset of the first byte
   * @param end offset of the page behind them, which nobody may touch
   */
  record Pages(PageArea area, int start, int end) {
    long address(int offset) {
      return area.address() + offset;
    }

    int size() {
      return end - start;
    }
  }

  /** The most bytes that there are pages for. */
  int largest() {
    return size / 4;
  }

  /** Pages full of zeros, which the DLL may touch from now on; null if all are lent. */
  Pages lend(int bytes) {
    int count = Math.max(1, (bytes + PageArea.PAGE - 1) / PageArea.PAGE);
    Pages pages = choose(count);
    if (pages != null) {
      try {
        area.fill(pages.start(), pages.size());
        requests.protect(pages.address(pages.start()), pages.size(), PageAccess.ReadWrite);
      } catch (Throwable e) {
        forget(pages);
        throw e;
      }
    }
    return pages;
  }

  /** The DLL must not touch them any more. */
  void takeBack(Pages pages) {
    try {
      requests.protect(pages.address(pages.start()), pages.size(), PageAccess.None);
      area.empty(pages.start(), pages.size());
      forget(pages);
    } catch (HostEndedException e) {
      // Nobody is there who could touch them.
    }
  }

  /** From where the last ones were taken on, with a page before and behind that stays free. */
  private synchronized Pages choose(int count) {
    reserve();
    int all = size / PageArea.PAGE;
    for (int tries = 0; tries < 2; tries++) {
      int first = taken.nextClearBit(cursor);
      while (first + count + 1 <= all) {
        int next = taken.nextSetBit(first);
        if (next < 0 || next > first + count) {
          taken.set(first, first + count + 1);
          cursor = first + count + 1;
          int start = first * PageArea.PAGE;
          return new Pages(area, start, start + count * PageArea.PAGE);
        }
        first = taken.nextClearBit(next);
      }
      cursor = 1; // Page 0 is nobody's.
    }
    return null;
  }

  private void reserve() {
    if (area == null) {
      PageArea made = requests.memory().reserve(size);
      requests.protect(made.address(), size, PageAccess.None);
      cursor = 1;
      area = made;
    }
  }

  private synchronized void forget(Pages pages) {
    taken.clear(pages.start() / PageArea.PAGE, pages.end() / PageArea.PAGE + 1);
  }
}
