package org.bascule.windowsjna.world.ffi;

import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.WorldMemory;

/**
 * Descriptions of types in memory, as libffi has them.
 *
 * <pre>
 *   size_t size │ short alignment │ short type │ ffi_type **elements, up to a null
 * </pre>
 */
public final class FfiTypes {
  private final Heap heap;
  private final WorldMemory memory;
  private final int pointerSize;
  private final int elements;

  /** Descriptions in this memory. */
  public FfiTypes(Heap heap, WorldMemory memory) {
    this.heap = heap;
    this.memory = memory;
    this.pointerSize = memory.pointerSize();
    this.elements = 2 * pointerSize;
  }

  /** The address of a new one. */
  public long create(FfiKind kind) {
    int size = kind.size(pointerSize);
    long type = heap.allocate(3L * pointerSize);
    memory.putPointer(type, size);
    memory.putShort(type + pointerSize, (short) size);
    memory.putShort(type + pointerSize + Short.BYTES, (short) kind.number());
    memory.putPointer(type + elements, 0);
    return type;
  }

  /** Lays a struct out, unless that has been done; its size. */
  public int prepare(long type) {
    int size = (int) memory.getPointer(type);
    return size != 0 || number(type) != FfiKind.STRUCT ? size : layOut(type);
  }

  int number(long type) {
    return memory.getShort(type + pointerSize + Short.BYTES);
  }

  boolean isFloating(long type) {
    int number = number(type);
    return number == FfiKind.FLOAT.number() || number == FfiKind.DOUBLE.number();
  }

  private int layOut(long type) {
    int size = 0;
    int alignment = 1;
    long each = memory.getPointer(type + elements);
    for (long element = memory.getPointer(each); element != 0; element = memory.getPointer(each)) {
      int length = prepare(element);
      int own = Math.max(1, memory.getShort(element + pointerSize));
      size = roundUp(size, own) + length;
      alignment = Math.max(alignment, own);
      each += pointerSize;
    }
    size = roundUp(size, alignment);
    memory.putPointer(type, size);
    memory.putShort(type + pointerSize, (short) alignment);
    return size;
  }

  private static int roundUp(int size, int alignment) {
    return (size + alignment - 1) / alignment * alignment;
  }
}
