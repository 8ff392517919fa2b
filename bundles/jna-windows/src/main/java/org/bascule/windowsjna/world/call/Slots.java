package org.bascule.windowsjna.world.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.bascule.bridge.raw.RawFunction;
import org.bascule.windowsjna.world.memory.DirectMemory;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.Twins;
import org.bascule.windowsjna.world.memory.WorldMemory;

/** The slots of one call in the making, and the memory that is lent for it. */
public final class Slots implements AutoCloseable {
  private final Heap heap;
  private final WorldMemory memory;
  private final DirectMemory direct;
  private final SharedBuffers buffers;
  private final Object[] arguments;
  private final boolean narrow;
  private DirectCopies copies;
  private long[] slots;
  private int count;

  /** What has been lent, and how it comes back; null while there is nothing. */
  private List<Lent> lent;

  private record Lent(long address, Runnable back) {}

  /**
   * None yet.
   *
   * @param arguments what will be put into them, and mostly each into one
   */
  Slots(
      Heap heap,
      WorldMemory memory,
      DirectMemory direct,
      SharedBuffers buffers,
      Object[] arguments) {
    this.heap = heap;
    this.memory = memory;
    this.direct = direct;
    this.buffers = buffers;
    this.arguments = arguments;
    this.narrow = memory.pointerSize() == Integer.BYTES;
    this.slots = new long[arguments.length + 1];
  }

  WorldMemory memory() {
    return memory;
  }

  DirectMemory direct() {
    return direct;
  }

  Heap heap() {
    return heap;
  }

  Twins twins() {
    return buffers.twins();
  }

  /** Of the direct buffers among the arguments; made when the first is put. */
  DirectCopies copies() {
    if (copies == null) {
      copies = new DirectCopies(this, arguments, buffers.innermost());
    }
    return copies;
  }

  /** Calls a function with them. */
  long call(RawFunction function, IntConsumer lastError) {
    buffers.enter(copies);
    try {
      long result = function.call(slots, lastError);
      buffers.returned(copies);
      readBack();
      return result;
    } finally {
      buffers.leave(copies);
    }
  }

  /** An integer of at most the width of a slot, a pointer, a {@code float}. */
  void put(long bits) {
    if (count == slots.length) {
      slots = Arrays.copyOf(slots, 2 * count + 1);
    }
    slots[count++] = bits;
  }

  /** 8 bytes. */
  void putWide(long bits) {
    if (narrow) {
      put(bits & 0xFFFFFFFFL);
      put(bits >>> Integer.SIZE);
    } else {
      put(bits);
    }
  }

  /**
   * A copy of what lies there, as a value: in a slot, behind a pointer, or in cells of the stack.
   */
  void putValue(long address, int size) {
    if (narrow) {
      byte[] bytes = new byte[size + 3 & -4];
      memory.read(address, bytes, 0, size);
      for (int at = 0; at < bytes.length; at += Integer.BYTES) {
        put(Integer.toUnsignedLong(intAt(bytes, at)));
      }
    } else if (fitsSlot(size)) {
      put(memory.getBits(address, size));
    } else {
      long copy = lend(size, null);
      memory.copy(address, copy, size);
      put(copy);
    }
  }

  /** Whether x64 passes and returns a struct of that size as if it were an integer. */
  public static boolean fitsSlot(int size) {
    return size == 1 || size == 2 || size == 4 || size == 8;
  }

  private static int intAt(byte[] bytes, int at) {
    return bytes[at] & 0xFF
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | bytes[at + 3] << 24;
  }

  /**
   * Memory until the call has ended.
   *
   * @param back run when the function has returned; null for nothing
   */
  long lend(long size, Runnable back) {
    long address = heap.allocate(size);
    if (lent == null) {
      lent = new ArrayList<>(2);
    }
    lent.add(new Lent(address, back));
    return address;
  }

  /** Has this done when the function has returned. */
  void afterwards(Runnable back) {
    if (lent == null) {
      lent = new ArrayList<>(2);
    }
    lent.add(new Lent(0, back));
  }

  int count() {
    return count;
  }

  long[] all() {
    return slots;
  }

  /** The function has returned. */
  void readBack() {
    if (lent != null) {
      for (Lent each : lent) {
        if (each.back() != null) {
          each.back().run();
        }
      }
    }
  }

  @Override
  public void close() {
    if (lent != null) {
      for (Lent each : lent) {
        if (each.address() != 0) {
          heap.free(each.address());
        }
      }
    }
  }
}
