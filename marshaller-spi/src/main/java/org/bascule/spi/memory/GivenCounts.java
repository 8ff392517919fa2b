package org.bascule.spi.memory;

import java.util.HashMap;
import java.util.Map;
import org.bascule.spi.Sections;

/**
 * How many elements of memory the DLL was given in one call, by their address. A DLL may change the
 * number that the length was read from: functions like to say how many they would have had.
 */
public final class GivenCounts {
  private final Map<Long, Integer> counts = new HashMap<>();

  private GivenCounts() {}

  /** Remembers how many elements there are at an address. */
  public static void remember(Sections call, long address, int count) {
    call.notes(GivenCounts.class, GivenCounts::new).counts.put(address, count);
  }

  /** At most as many elements as were given; memory that is the DLL's own has no limit here. */
  public static int limit(Sections call, long address, int count) {
    return Math.min(
        count, call.notes(GivenCounts.class, GivenCounts::new).counts.getOrDefault(address, count));
  }
}
