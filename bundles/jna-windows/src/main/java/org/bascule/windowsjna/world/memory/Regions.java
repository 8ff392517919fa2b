package org.bascule.windowsjna.world.memory;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** All regions, by address. Thread-safe; finding takes no lock. */
final class Regions {
  private static final Sorted NONE = new Sorted(new long[0], new Region[0]);

  private final ConcurrentSkipListMap<Long, Region> whole = new ConcurrentSkipListMap<>();
  private volatile Sorted paged = NONE;

  /** The last whole one that was found: who works with a large one does so again and again. */
  private volatile Region last;

  private volatile boolean closed;

  private record Sorted(long[] bases, Region[] regions) {
    Region below(long address) {
      int low = 0;
      int high = bases.length - 1;
      while (low <= high) {
        int middle = low + high >>> 1;
        if (bases[middle] <= address) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return high < 0 ? null : regions[high];
    }

    Sorted with(Region added) {
      Region[] all = Arrays.copyOf(regions, regions.length + 1);
      all[regions.length] = added;
      Arrays.sort(all, (one, other) -> Long.compare(one.base, other.base));
      return new Sorted(Arrays.stream(all).mapToLong(region -> region.base).toArray(), all);
    }
  }

  /** The region that all of these bytes lie in; null if there is none. */
  Region find(long address, long size) {
    Region found = paged.below(address);
    if (found != null && found.holds(address, size)) {
      return found;
    }
    Region before = last;
    if (before != null && before.holds(address, size)) {
      return before;
    }
    Map.Entry<Long, Region> below = whole.floorEntry(address);
    if (below == null || !below.getValue().holds(address, size)) {
      return null;
    }
    last = below.getValue();
    return last;
  }

  synchronized void addPaged(Region region) {
    if (!closed) {
      paged = paged.with(region);
    }
  }

  void addWhole(Region region) {
    whole.put(region.base, region);
    if (closed) {
      whole.clear();
    }
  }

  /** The whole region that begins there; null if there is none. */
  Region removeWhole(long address) {
    Region removed = whole.remove(address);
    if (removed != null) {
      last = null;
    }
    return removed;
  }

  /** The host has ended: nothing is found any more. */
  synchronized void close() {
    closed = true;
    paged = NONE;
    whole.clear();
    last = null;
  }

  boolean isClosed() {
    return closed;
  }
}
