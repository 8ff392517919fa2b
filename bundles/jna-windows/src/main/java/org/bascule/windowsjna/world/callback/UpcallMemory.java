package org.bascule.windowsjna.world.callback;

import java.util.Arrays;
import org.bascule.bridge.raw.RawUpcall;
import org.bascule.windowsjna.world.call.Slots;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.WorldMemory;

/** Memory for structs by value that arrive in slots, until their upcall is answered. */
final class UpcallMemory implements AutoCloseable {
  private static final int SMALLEST = 4;

  private final Heap heap;
  private final WorldMemory memory;
  private long[] taken = new long[0];
  private int count;

  UpcallMemory(Heap heap, WorldMemory memory) {
    this.heap = heap;
    this.memory = memory;
  }

  static boolean fitsSlot(int size) {
    return Slots.fitsSlot(size);
  }

  /** 8 bytes. */
  long cell(long bits) {
    long address = take(Long.BYTES);
    memory.putLong(address, bits);
    return address;
  }

  /** What lies in 4-byte slots one after the other. */
  long cells(RawUpcall call, int slot, int slots) {
    long address = take((long) Integer.BYTES * slots);
    for (int i = 0; i < slots; i++) {
      memory.putInt(address + (long) Integer.BYTES * i, (int) call.slot(slot + i));
    }
    return address;
  }

  private long take(long size) {
    long address = heap.allocate(size);
    if (count == taken.length) {
      taken = Arrays.copyOf(taken, 2 * count + SMALLEST);
    }
    taken[count++] = address;
    return address;
  }

  @Override
  public void close() {
    for (int i = 0; i < count; i++) {
      heap.free(taken[i]);
    }
  }
}
