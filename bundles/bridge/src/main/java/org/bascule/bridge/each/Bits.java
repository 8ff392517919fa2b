package org.bascule.bridge.each;

import org.bascule.spi.WindowsMemory;

/** Values of a scalar's width in Windows memory, by their bits. */
final class Bits {
  private Bits() {}

  /** Writes the low bytes. */
  static void put(WindowsMemory memory, int bytes, int index, long bits) {
    switch (bytes) {
      case 1 -> memory.putByte(index, (byte) bits);
      case 2 -> memory.putShort(2L * index, (short) bits);
      case 4 -> memory.putInt(4L * index, (int) bits);
      default -> memory.putLong(8L * index, bits);
    }
  }

  /** Reads them; what is above them is anything. */
  static long get(WindowsMemory memory, int bytes, int index) {
    return switch (bytes) {
      case 1 -> memory.getByte(index);
      case 2 -> memory.getShort(2L * index);
      case 4 -> memory.getInt(4L * index);
      default -> memory.getLong(8L * index);
    };
  }
}
