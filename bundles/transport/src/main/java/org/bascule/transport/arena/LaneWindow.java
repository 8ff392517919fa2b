package org.bascule.transport.arena;

import java.nio.ByteBuffer;

/**
 * The window of a lane: a range of addresses, of which a part at the start has memory behind it.
 * Used by one thread at a time.
 *
 * <pre>
 *  address                            address + size()          address + memory().capacity()
 *  |  control words, frames           |  nobody may touch this  |
 *  +----------------------------------+-------------------------+
 *    allocated, grows by extend()        reserved addresses
 * </pre>
 */
final class LaneWindow implements GrowingBlock {
  private final WindowSegment segment;
  private final int place;
  private final ByteBuffer memory;
  private volatile long size;
  private volatile boolean closed;

  LaneWindow(WindowSegment segment, int place, ByteBuffer memory) {
    this.segment = segment;
    this.place = place;
    this.memory = memory;
  }

  @Override
  public long address() {
    return segment.address(place);
  }

  /** Bytes that have memory behind them. */
  @Override
  public long size() {
    return size;
  }

  /** All addresses of the window; nothing from {@link #size()} on may be touched. */
  @Override
  public ByteBuffer memory() {
    return memory;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void extend(int end) {
    if (end > size) {
      size = segment.extend(place, size, end);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      segment.free(this, place, size);
    }
  }

  @Override
  public void retire() {
    close();
  }
}
