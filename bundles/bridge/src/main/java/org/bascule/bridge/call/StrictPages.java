package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import org.bascule.protocol.PageAccess;
import org.bascule.spi.Abi;
import org.bascule.transport.Block;
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

  /** Some pages, with one behind them that nobody may touch. */
  private final class Pages implements Block {
    private final int start;
    private final ByteBuffer memory;
    private boolean closed;

    Pages(int start, int size) {
      this.start = start;
      this.memory = area.memory().slice(start, size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public long address() {
      return area.address() + start;
    }

    @Override
    public long size() {
      return memory.capacity();
    }

    @Override
    public ByteBuffer memory() {
      return memory;
    }

    @Override
    public boolean isClosed() {
      return closed;
    }

    /** The DLL must not touch them any more. */
    @Override
    public void close() {
      closed = true;
      requests.protect(address(), size(), PageAccess.None);
      area.empty(start, memory.capacity());
      forget(this);
    }

    @Override
    public void retire() {
      close();
    }
  }

  /** The most bytes that there are pages for. */
  int largest() {
    return size / 4;
  }

  /** Pages full of zeros, which the DLL may touch until they are closed; null if all are lent. */
  Block lend(int bytes) {
    Pages pages = choose(Math.max(1, (bytes + PageArea.PAGE - 1) / PageArea.PAGE));
    if (pages != null) {
      try {
        area.fill(pages.start, pages.memory.capacity());
        requests.protect(pages.address(), pages.size(), PageAccess.ReadWrite);
      } catch (Throwable e) {
        forget(pages);
        throw e;
      }
    }
    return pages;
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
          return new Pages(first * PageArea.PAGE, count * PageArea.PAGE);
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
    int first = pages.start / PageArea.PAGE;
    taken.clear(first, first + pages.memory.capacity() / PageArea.PAGE + 1);
  }
}
