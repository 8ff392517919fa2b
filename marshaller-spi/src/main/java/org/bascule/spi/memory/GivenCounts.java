package org.bascule.spi.memory;

import java.util.Arrays;
import org.bascule.spi.ReusableNotes;
import org.bascule.spi.Sections;

/**
 * How many elements of memory the DLL was given in one call, by their address. A DLL may change the
 * number that the length was read from: functions like to say how many they would have had.
 */
public final class GivenCounts implements ReusableNotes {
  /** In their order, the last one found first: a call has a handful of them at most. */
  private long[] addresses = new long[4];

  private int[] counts = new int[4];
  private int size;

  private GivenCounts() {}

  /** Remembers how many elements there are at an address. */
  public static void remember(Sections call, long address, int count) {
    call.notes(GivenCounts.class, GivenCounts::new).put(address, count);
  }

  /** At most as many elements as were given; memory that is the DLL's own has no limit here. */
  public static int limit(Sections call, long address, int count) {
    GivenCounts given = call.notes(GivenCounts.class, GivenCounts::new);
    int at = given.find(address);
    return at < 0 ? count : Math.min(count, given.counts[at]);
  }

  private void put(long address, int count) {
    int at = find(address);
    if (at < 0) {
      at = add(address);
    }
    counts[at] = count;
  }

  private int find(long address) {
    int at = size - 1;
    while (at >= 0 && addresses[at] != address) {
      at--;
    }
    return at;
  }

  private int add(long address) {
    if (size == addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    addresses[size] = address;
    return size++;
  }

  @Override
  public void forget() {
    size = 0;
  }
}
