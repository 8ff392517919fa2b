package org.bascule.transport.arena;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bascule.transport.Block;

/** A block of the arena. */
final class ArenaBlock implements Block {
  private final SharedArena arena;
  private final Area area;
  private final long offset;
  private final long size;
  private final ByteBuffer memory;
  private final AtomicBoolean closed = new AtomicBoolean();
  private long retired;

  ArenaBlock(SharedArena arena, Area area, long offset, long size) {
    this.arena = arena;
    this.area = area;
    this.offset = offset;
    this.size = size;
    this.memory = area.segment().view(offset, size);
  }

  @Override
  public long address() {
    return area.segment().address() + offset;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public ByteBuffer memory() {
    return memory;
  }

  @Override
  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      arena.free(this);
    }
  }

  @Override
  public void retire() {
    if (closed.compareAndSet(false, true)) {
      retired = System.nanoTime();
      arena.retire(this);
    }
  }

  /** Nanoseconds since it was retired. */
  long idle(long now) {
    return now - retired;
  }

  Area area() {
    return area;
  }

  void clear() {
    area.segment().clear(offset, size);
  }
}
