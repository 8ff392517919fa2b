package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Words behind the sections of one activation, which tell afterwards whether the DLL wrote past an
 * end. Confined to the lane's thread; keeps its arrays for later calls.
 */
final class SectionGuards {
  /** Bytes behind each section. */
  static final int SIZE = Long.BYTES;

  /** No text, no small number, no address. */
  private static final long WORD = 0x9E37_79B9_7F4A_7C15L;

  private ByteBuffer[] buffers = new ByteBuffer[4];
  private int[] ends = new int[4];
  private int[] sizes = new int[4];
  private int[] slots = new int[4];
  private int count;

  /** Puts a guard behind a section that ends at this offset of the buffer. */
  void add(ByteBuffer buffer, int end, int size, int slot) {
    if (count == ends.length) {
      grow();
    }
    buffer.putLong(end, WORD);
    buffers[count] = buffer;
    ends[count] = end;
    sizes[count] = size;
    slots[count] = slot;
    count++;
  }

  /** The number of the first section that was overrun, or -1. */
  int overrun() {
    for (int i = 0; i < count; i++) {
      if (buffers[i].getLong(ends[i]) != WORD) {
        return i;
      }
    }
    return -1;
  }

  /** Bytes of a section. */
  int size(int section) {
    return sizes[section];
  }

  /** The slot for whose argument a section was made. */
  int slot(int section) {
    return slots[section];
  }

  /** Which of its argument's sections it is, counted from 0. */
  int numberInSlot(int section) {
    int number = 0;
    for (int i = 0; i < section; i++) {
      if (slots[i] == slots[section]) {
        number++;
      }
    }
    return number;
  }

  void clear() {
    if (count > 0) {
      Arrays.fill(buffers, 0, count, null);
      count = 0;
    }
  }

  private void grow() {
    int more = 2 * count;
    buffers = Arrays.copyOf(buffers, more);
    ends = Arrays.copyOf(ends, more);
    sizes = Arrays.copyOf(sizes, more);
    slots = Arrays.copyOf(slots, more);
  }
}
