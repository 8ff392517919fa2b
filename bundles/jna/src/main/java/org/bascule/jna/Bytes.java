package org.bascule.jna;

import org.bascule.spi.WindowsMemory;

/** Bytes that nobody has written yet. */
public final class Bytes {
  private static final byte[] ZEROES = new byte[4096];

  private Bytes() {}

  /** Sets all of this memory to zero, and gives it back. */
  public static WindowsMemory clear(WindowsMemory memory) {
    return clear(memory, 0);
  }

  /** Sets this memory to zero from that offset on. */
  public static WindowsMemory clear(WindowsMemory memory, long from) {
    long size = memory.size();
    for (long at = from; at < size; at += ZEROES.length) {
      memory.putBytes(at, ZEROES, 0, (int) Math.min(ZEROES.length, size - at));
    }
    return memory;
  }
}
