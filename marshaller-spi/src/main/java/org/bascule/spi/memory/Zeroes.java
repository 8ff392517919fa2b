package org.bascule.spi.memory;

import org.bascule.spi.WindowsMemory;

/** Clears memory, which sections do not do by themselves. */
public final class Zeroes {
  private static final byte[] NOTHING = new byte[1 << 13];

  private Zeroes() {}

  /** Writes zeroes from this offset to the end. */
  public static void fill(WindowsMemory memory, long from) {
    for (long at = from; at < memory.size(); at += NOTHING.length) {
      memory.putBytes(at, NOTHING, 0, (int) Math.min(NOTHING.length, memory.size() - at));
    }
  }

  /** Sets all of this memory to zero, and gives it back. */
  public static WindowsMemory clear(WindowsMemory memory) {
    fill(memory, 0);
    return memory;
  }

  /** Whether all bytes are zero. */
  public static boolean isZero(WindowsMemory memory) {
    for (long i = 0; i < memory.size(); i++) {
      if (memory.getByte(i) != 0) {
        return false;
      }
    }
    return true;
  }
}
