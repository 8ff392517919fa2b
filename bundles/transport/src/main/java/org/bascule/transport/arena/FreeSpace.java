package org.bascule.transport.arena;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which ranges of one segment are free: best fit, and neighbours grow together again. All numbers
 * are offsets and sizes in bytes, multiples of {@link #UNIT}. Not thread-safe.
 */
final class FreeSpace {
  /** The smallest range, and the least alignment. */
  static final int UNIT = 16;

  private record Range(long size, long offset) implements Comparable<Range> {
    @Override
    public int compareTo(Range other) {
      int bySize = Long.compare(size, other.size);
      return bySize != 0 ? bySize : Long.compare(offset, other.offset);
    }
  }

  private final TreeMap<Long, Long> sizeByOffset = new TreeMap<>();
  private final NavigableSet<Range> bySize = new TreeSet<>();
  private long free;

  /** Everything from {@code offset} on, for {@code size} bytes, is free. */
  FreeSpace(long offset, long size) {
    add(offset, size);
  }

  /** A size rounded up to whole units. */
  static long units(long size) {
    return (size + UNIT - 1) & -UNIT;
  }

  /** Takes a range away; returns its offset, or -1 if there is none that is large enough. */
  long take(long size, int alignment) {
    for (Range range : bySize.tailSet(new Range(size, 0), true)) {
      long offset = (range.offset + alignment - 1) & -alignment;
      long before = offset - range.offset;
      if (before + size <= range.size) {
        remove(range);
        addUnlessEmpty(range.offset, before);
        addUnlessEmpty(offset + size, range.size - before - size);
        return offset;
      }
    }
    return -1;
  }

  /** Puts a range back that {@link #take} has given. */
  void give(long offset, long size) {
    long start = offset;
    long length = size;
    Map.Entry<Long, Long> below = sizeByOffset.lowerEntry(offset);
    if (below != null && below.getKey() + below.getValue() == offset) {
      start = below.getKey();
      length += below.getValue();
      remove(new Range(below.getValue(), below.getKey()));
    }
    Long above = sizeByOffset.get(offset + size);
    if (above != null) {
      length += above;
      remove(new Range(above, offset + size));
    }
    add(start, length);
  }

  /** Bytes that are free. */
  long free() {
    return free;
  }

  /** How many ranges they are in. */
  int ranges() {
    return sizeByOffset.size();
  }

  private void addUnlessEmpty(long offset, long size) {
    if (size > 0) {
      add(offset, size);
    }
  }

  private void add(long offset, long size) {
    sizeByOffset.put(offset, size);
    bySize.add(new Range(size, offset));
    free += size;
  }

  private void remove(Range range) {
    sizeByOffset.remove(range.offset);
    bySize.remove(range);
    free -= range.size;
  }
}
