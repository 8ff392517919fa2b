package org.bascule.transport.arena;

import java.util.BitSet;
import org.bascule.transport.posix.PosixException;

/**
 * A sparse segment that holds nothing but windows of lanes, side by side, between its guarded ends.
 * What a DLL is given to write into never lies there, so that who writes past an end meets a guard
 * before any control word. Thread-safe.
 */
final class WindowSegment {
  private static final int PAGE = 4096;

  private final WindowSpace space;
  private final Segment segment;
  private final int windowSize;
  private final BitSet taken = new BitSet();
  private boolean ended;

  WindowSegment(WindowSpace space, Segment segment, int windowSize) {
    this.space = space;
    this.segment = segment;
    this.windowSize = windowSize;
  }

  Segment segment() {
    return segment;
  }

  /** A window that nobody has, without memory behind it; null if there is none. */
  synchronized LaneWindow take() {
    int place = taken.nextClearBit(0);
    if (ended || place >= (segment.size() - 2L * segment.guard()) / windowSize) {
      return null;
    }
    taken.set(place);
    return new LaneWindow(this, place, segment.view(offset(place), windowSize));
  }

  long address(int place) {
    return segment.address() + offset(place);
  }

  private long offset(int place) {
    return segment.guard() + (long) place * windowSize;
  }

  /** Allocates from one end to another, or to twice as much; where it ends now. */
  synchronized long extend(int place, long from, long wanted) {
    long least = wanted + PAGE - 1 & -PAGE;
    long end = Math.min(windowSize, Math.max(least, 2 * from));
    if (ended) {
      throw space.over();
    }
    try {
      segment.allocate(offset(place) + from, end - from);
    } catch (PosixException e) {
      throw space.noMemory(end - from, e);
    }
    space.used(end - from);
    return end;
  }

  void free(LaneWindow window, int place, long size) {
    space.forget(window, size);
    synchronized (this) {
      // Before somebody else can have it: he relies on zeros.
      if (size > 0 && !ended) {
        segment.giveBack(offset(place), size);
      }
      taken.clear(place);
      vacateIfEmpty();
    }
  }

  /** The host has ended: nobody gets a window, or more of one. Answers may still be read. */
  synchronized void end() {
    ended = true;
    segment.settle();
    vacateIfEmpty();
  }

  private void vacateIfEmpty() {
    if (ended && taken.isEmpty()) {
      segment.vacate();
    }
  }
}
