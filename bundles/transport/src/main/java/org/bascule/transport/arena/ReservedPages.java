package org.bascule.transport.arena;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.bascule.transport.PageArea;
import org.bascule.transport.posix.PosixException;

/** The inner part of a sparse segment, without its guarded ends. */
final class ReservedPages implements PageArea {
  private final Segment segment;
  private final ByteBuffer memory;
  private final Path place;
  private final Supplier<RuntimeException> over;
  private boolean ended;

  /**
   * All of a segment but its guards.
   *
   * @param place where its file was, for messages
   * @param over makes what is thrown once {@link #end} was called
   */
  ReservedPages(Segment segment, Path place, Supplier<RuntimeException> over) {
    this.segment = segment;
    this.memory = segment.view(segment.guard(), segment.size() - 2L * segment.guard());
    this.place = place;
    this.over = over;
  }

  @Override
  public long address() {
    return segment.address() + segment.guard();
  }

  @Override
  public int size() {
    return memory.capacity();
  }

  @Override
  public ByteBuffer memory() {
    return memory;
  }

  @Override
  public synchronized void fill(int offset, int length) {
    if (ended) {
      throw over.get();
    }
    try {
      segment.allocate(segment.guard() + (long) offset, length);
    } catch (PosixException e) {
      throw ArenaErrors.noMemory(length, place, e);
    }
  }

  @Override
  public synchronized void empty(int offset, int length) {
    if (!ended) {
      segment.giveBack(segment.guard() + (long) offset, length);
    }
  }

  /** The host has ended. */
  synchronized void end() {
    ended = true;
    segment.vacate();
  }
}
