package org.bascule.windowsjna.world.callback;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import org.bascule.bridge.raw.RawUpcall;

/**
 * Makes a Java object of an argument, which JNA converts further.
 *
 * @param slots how many it takes
 * @param floating whether it arrives in a floating-point register
 */
record ArgumentReader(int slots, boolean floating, Reading reading) {
  /** Reads from a slot on. */
  interface Reading {
    Object read(RawUpcall call, int slot, UpcallMemory memory);
  }

  /**
   * That of a class.
   *
   * @param narrow whether slots have 4 bytes
   * @throws IllegalArgumentException if JNA has no such argument of callbacks
   */
  static ArgumentReader of(Class<?> type, boolean narrow) {
    if (type == long.class || type == Long.class) {
      return new ArgumentReader(
          narrow ? 2 : 1, false, (call, slot, memory) -> wide(call, slot, narrow));
    }
    if (type == double.class || type == Double.class) {
      return new ArgumentReader(
          narrow ? 2 : 1,
          true,
          (call, slot, memory) -> Double.longBitsToDouble(wide(call, slot, narrow)));
    }
    if (type == float.class || type == Float.class) {
      return new ArgumentReader(
          1, true, (call, slot, memory) -> Float.intBitsToFloat((int) call.slot(slot)));
    }
    if (Structure.class.isAssignableFrom(type)) {
      return structure(Native.getNativeSize(type), narrow);
    }
    return new ArgumentReader(1, false, integer(type, narrow));
  }

  private static Reading integer(Class<?> type, boolean narrow) {
    if (Pointer.class.isAssignableFrom(type)) {
      return (call, slot, memory) ->
          pointer(narrow ? call.slot(slot) & 0xFFFFFFFFL : call.slot(slot));
    }
    if (type == int.class || type == Integer.class) {
      return (call, slot, memory) -> (int) call.slot(slot);
    }
    if (type == boolean.class || type == Boolean.class) {
      return (call, slot, memory) -> (int) call.slot(slot) != 0;
    }
    if (type == short.class || type == Short.class) {
      return (call, slot, memory) -> (short) call.slot(slot);
    }
    if (type == byte.class || type == Byte.class) {
      return (call, slot, memory) -> (byte) call.slot(slot);
    }
    if (type == char.class || type == Character.class) {
      return (call, slot, memory) -> (char) call.slot(slot);
    }
    throw new IllegalArgumentException("Unsupported callback argument " + type.getName());
  }

  /** One by value: JNA takes it from memory. */
  private static ArgumentReader structure(int size, boolean narrow) {
    if (narrow) {
      int slots = (size + 3) / 4;
      return new ArgumentReader(
          slots, false, (call, slot, memory) -> pointer(memory.cells(call, slot, slots)));
    }
    if (UpcallMemory.fitsSlot(size)) {
      return new ArgumentReader(
          1, false, (call, slot, memory) -> pointer(memory.cell(call.slot(slot))));
    }
    return new ArgumentReader(1, false, (call, slot, memory) -> pointer(call.slot(slot)));
  }

  private static Pointer pointer(long address) {
    return address == 0 ? null : new Pointer(address);
  }

  private static long wide(RawUpcall call, int slot, boolean narrow) {
    return narrow
        ? Integer.toUnsignedLong((int) call.slot(slot)) | call.slot(slot + 1) << Integer.SIZE
        : call.slot(slot);
  }
}
