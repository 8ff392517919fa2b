package org.bascule.spi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Copies arrays through bytes, for memory that has no quicker way. */
final class BulkCopy {
  /** Elements that are copied at once: few enough to keep the bytes between small. */
  private static final int CHUNK = 1 << 20;

  private BulkCopy() {}

  /** Moves {@code count} elements between the bytes and the array, from its element {@code at}. */
  interface Move {
    void run(ByteBuffer bytes, int at, int count);
  }

  static void get(WindowsMemory memory, long offset, int width, int length, Move move) {
    ByteBuffer bytes = bytes(width, length);
    for (int at = 0; at < length; at += CHUNK) {
      int count = Math.min(CHUNK, length - at);
      memory.getBytes(offset + (long) width * at, bytes.array(), 0, width * count);
      move.run(bytes, at, count);
    }
  }

  static void put(WindowsMemory memory, long offset, int width, int length, Move move) {
    ByteBuffer bytes = bytes(width, length);
    for (int at = 0; at < length; at += CHUNK) {
      int count = Math.min(CHUNK, length - at);
      move.run(bytes, at, count);
      memory.putBytes(offset + (long) width * at, bytes.array(), 0, width * count);
    }
  }

  private static ByteBuffer bytes(int width, int length) {
    return ByteBuffer.allocate(width * Math.min(CHUNK, length)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
