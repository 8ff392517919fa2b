package org.bascule.windowsjna.world;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import org.bascule.windowsjna.world.library.DllMemory;
import org.bascule.windowsjna.world.memory.Bulk;
import org.bascule.windowsjna.world.memory.Heap;
import org.bascule.windowsjna.world.memory.Search;
import org.bascule.windowsjna.world.memory.WorldMemory;

/**
 * Native methods of JNA's that read, write, allocate and free memory. They hold the pointer until
 * the access is over: its memory may be freed when it has been collected.
 */
public final class MemoryNatives {
  private static final Heap HEAP = World.OWN.heap;
  private static final WorldMemory MEMORY = World.OWN.memory;
  private static final Bulk BULK = new Bulk(MEMORY);
  private static final Search SEARCH = new Search(MEMORY);
  private static final DllMemory DLL_MEMORY = World.OWN.dllMemory;

  private MemoryNatives() {}

  public static byte getByte(Pointer pointer, long base, long offset) {
    byte value = MEMORY.getByte(base + offset);
    Reference.reachabilityFence(pointer);
    return value;
  }

  public static void setByte(Pointer pointer, long base, long offset, byte value) {
    MEMORY.putByte(base + offset, value);
    Reference.reachabilityFence(pointer);
  }

  public static short getShort(Pointer pointer, long base, long offset) {
    short value = MEMORY.getShort(base + offset);
    Reference.reachabilityFence(pointer);
    return value;
  }

  public static void setShort(Pointer pointer, long base, long offset, short value) {
    MEMORY.putShort(base + offset, value);
    Reference.reachabilityFence(pointer);
  }

  public static int getInt(Pointer pointer, long base, long offset) {
    int value = MEMORY.getInt(base + offset);
    Reference.reachabilityFence(pointer);
    return value;
  }

  public static void setInt(Pointer pointer, long base, long offset, int value) {
    MEMORY.putInt(base + offset, value);
    Reference.reachabilityFence(pointer);
  }

  public static long getLong(Pointer pointer, long base, long offset) {
    long value = MEMORY.getLong(base + offset);
    Reference.reachabilityFence(pointer);
    return value;
  }

  public static void setLong(Pointer pointer, long base, long offset, long value) {
    MEMORY.putLong(base + offset, value);
    Reference.reachabilityFence(pointer);
  }

  public static char getChar(Pointer pointer, long base, long offset) {
    return (char) getShort(pointer, base, offset);
  }

  public static float getFloat(Pointer pointer, long base, long offset) {
    return Float.intBitsToFloat(getInt(pointer, base, offset));
  }

  public static double getDouble(Pointer pointer, long base, long offset) {
    return Double.longBitsToDouble(getLong(pointer, base, offset));
  }

  public static void setChar(Pointer pointer, long base, long offset, char value) {
    setShort(pointer, base, offset, (short) value);
  }

  public static void setFloat(Pointer pointer, long base, long offset, float value) {
    setInt(pointer, base, offset, Float.floatToRawIntBits(value));
  }

  public static void setDouble(Pointer pointer, long base, long offset, double value) {
    setLong(pointer, base, offset, Double.doubleToRawLongBits(value));
  }

  public static long _getPointer(long address) {
    return MEMORY.getPointer(address);
  }

  public static void setPointer(Pointer pointer, long base, long offset, long value) {
    MEMORY.putPointer(base + offset, value);
    Reference.reachabilityFence(pointer);
  }

  public static void read(
      Pointer pointer, long base, long offset, byte[] into, int from, int count) {
    BULK.read(base + offset, into, from, count);
    Reference.reachabilityFence(pointer);
  }

  public static void write(
      Pointer pointer, long base, long offset, byte[] source, int from, int count) {
    BULK.write(base + offset, source, from, count);
    Reference.reachabilityFence(pointer);
  }

  public static void read(
      Pointer pointer, long base, long offset, short[] into, int from, int count) {
    BULK.read(base + offset, into, from, count);
    Reference.reachabilityFence(pointer);
  }

  public static void write(
      Pointer pointer, long base, long offset, short[] source, int from, int count) {
    BULK.write(base + offset, source, from, count);
    Reference.reachabilityFence(pointer);
  }

  public static void read(
      Pointer pointer, long base, long offset, char[] into, int from, int count) {
    BULK.read(base + offset, into, from, count);
    Reference.reachabilityFence(pointer);
  }

  public static void write(
      Pointer pointer, long base, long offset, char[] source, int from, int count) {
    BULK.write(base + offset, source, from, count);
    Reference.reachabilityFence(pointer);
  }

  public static void read(
      Pointer pointer, long base, long offset, int[] into, int from, int count) {
    BULK.read(base + offset, into, from, count);
    Reference.reachabilityFence(pointer);
  }

  public static void write(
      Pointer pointer, long base, long offset, int[] source, int from, int count) {
    BULK.write(base + offset, source, from, count);
    Reference.reachabilityFence(pointer);
  }

  public static void read(
      Pointer pointer, long base, long offset, long[] into, int from, int count) {
    BULK.read(base + offset, into, from, count);
    Reference.reachabilityFence(pointer);
  }

  public static void write(
      Pointer pointer, long base, long offset, long[] source, int from, int count) {
    BULK.write(base + offset, source, from, count);
    Reference.reachabilityFence(pointer);
  }

  public static void read(
      Pointer pointer, long base, long offset, float[] into, int from, int count) {
    BULK.read(base + offset, into, from, count);
    Reference.reachabilityFence(pointer);
  }

  public static void write(
      Pointer pointer, long base, long offset, float[] source, int from, int count) {
    BULK.write(base + offset, source, from, count);
    Reference.reachabilityFence(pointer);
  }

  public static void read(
      Pointer pointer, long base, long offset, double[] into, int from, int count) {
    BULK.read(base + offset, into, from, count);
    Reference.reachabilityFence(pointer);
  }

  public static void write(
      Pointer pointer, long base, long offset, double[] source, int from, int count) {
    BULK.write(base + offset, source, from, count);
    Reference.reachabilityFence(pointer);
  }

  public static long indexOf(Pointer pointer, long base, long offset, byte value) {
    long index = SEARCH.indexOf(base + offset, value);
    Reference.reachabilityFence(pointer);
    return index;
  }

  public static String getWideString(Pointer pointer, long base, long offset) {
    String text = MEMORY.wideText(base + offset);
    Reference.reachabilityFence(pointer);
    return text;
  }

  public static byte[] getStringBytes(Pointer pointer, long base, long offset) {
    byte[] text = MEMORY.text(base + offset, 1);
    Reference.reachabilityFence(pointer);
    return text;
  }

  public static void setMemory(Pointer pointer, long base, long offset, long length, byte value) {
    MEMORY.fill(base + offset, length, value);
    Reference.reachabilityFence(pointer);
  }

  public static void setWideString(Pointer pointer, long base, long offset, String text) {
    char[] chars = Native.toCharArray(text);
    BULK.write(base + offset, chars, 0, chars.length);
    Reference.reachabilityFence(pointer);
  }

  /** Of so much no machine has, which is a negative number here, C gives null. */
  public static long malloc(long size) {
    return size < 0 ? 0 : HEAP.allocate(size);
  }

  public static void free(long address) {
    if (address != 0 && !HEAP.free(address)) {
      DLL_MEMORY.free(address);
    }
  }
}
