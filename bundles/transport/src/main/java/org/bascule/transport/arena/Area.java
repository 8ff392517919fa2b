package org.bascule.transport.arena;

/** A segment, and which parts of it are given out. Guarded by its arena. */
final class Area {
  private final Segment segment;
  private final FreeSpace space;
  private final boolean alone;
  private long used;

  private Area(Segment segment, FreeSpace space, boolean alone, long used) {
    this.segment = segment;
    this.space = space;
    this.alone = alone;
    this.used = used;
  }

  /** For many blocks. */
  static Area shared(Segment segment, long reserved) {
    return new Area(segment, new FreeSpace(reserved, segment.size() - reserved), false, 0);
  }

  /** For one block, which has it already. */
  static Area alone(Segment segment, long size) {
    return new Area(segment, null, true, FreeSpace.units(size));
  }

  Segment segment() {
    return segment;
  }

  boolean alone() {
    return alone;
  }

  long used() {
    return used;
  }

  long take(long size, int alignment) {
    long offset = space.take(FreeSpace.units(size), alignment);
    if (offset >= 0) {
      used += FreeSpace.units(size);
    }
    return offset;
  }

  boolean couldTake(long size, int alignment) {
    long offset = take(size, alignment);
    if (offset < 0) {
      return false;
    }
    giveBack(offset, size);
    return true;
  }

  void give(ArenaBlock block) {
    if (alone) {
      used = 0;
    } else {
      giveBack(block.address() - segment.address(), block.size());
    }
  }

  private void giveBack(long offset, long size) {
    space.give(offset, FreeSpace.units(size));
    used -= FreeSpace.units(size);
  }
}
