package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.bascule.spi.Abi;
import org.bascule.spi.WindowsMemory;
import org.bascule.transport.Block;

/**
 * Windows memory that lies in the arena and is accessed directly. A view of a block ends with it;
 * one of a lane's window is for the call that it was made in, and nobody asks.
 */
public final class LocalMemory implements WindowsMemory {
  private final ByteBuffer buffer;
  private final int start;
  private final int size;
  private final long address;
  private final Abi abi;

  /** The block that it lies in; null in the window of a lane and in memory of Java's own. */
  private final Block block;

  /** What the whole buffer is looked at with; null if that is made for each look. */
  private final Views views;

  /**
   * A view.
   *
   * @param buffer little-endian
   * @param start of the view in the buffer
   * @param address of the view in the host
   * @param size bytes; must lie in the buffer
   * @param block that it ends with; null if there is none
   * @param views of the whole buffer; null if there are none
   */
  LocalMemory(
      ByteBuffer buffer, int start, long address, int size, Abi abi, Block block, Views views) {
    this.buffer = buffer;
    this.start = start;
    this.size = size;
    this.address = address;
    this.abi = abi;
    this.block = block;
    this.views = views;
  }

  @Override
  public long address() {
    return address;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte getByte(long offset) {
    return buffer.get(at(offset, Byte.BYTES));
  }

  @Override
  public void putByte(long offset, byte value) {
    buffer.put(at(offset, Byte.BYTES), value);
  }

  @Override
  public short getShort(long offset) {
    return buffer.getShort(at(offset, Short.BYTES));
  }

  @Override
  public void putShort(long offset, short value) {
    buffer.putShort(at(offset, Short.BYTES), value);
  }

  @Override
  public int getInt(long offset) {
    return buffer.getInt(at(offset, Integer.BYTES));
  }

  @Override
  public void putInt(long offset, int value) {
    buffer.putInt(at(offset, Integer.BYTES), value);
  }

  @Override
  public long getLong(long offset) {
    return buffer.getLong(at(offset, Long.BYTES));
  }

  @Override
  public void putLong(long offset, long value) {
    buffer.putLong(at(offset, Long.BYTES), value);
  }

  @Override
  public long getPointer(long offset) {
    return abi.pointerSize() == 8 ? getLong(offset) : Integer.toUnsignedLong(getInt(offset));
  }

  @Override
  public void putPointer(long offset, long pointer) {
    if (abi.pointerSize() == 8) {
      putLong(offset, pointer);
    } else {
      putInt(offset, (int) pointer);
    }
  }

  @Override
  public void getBytes(long offset, byte[] into, int from, int length) {
    buffer.get(at(offset, length), into, from, length);
  }

  @Override
  public void putBytes(long offset, byte[] source, int from, int length) {
    buffer.put(at(offset, length), source, from, length);
  }

  @Override
  public void getShorts(long offset, short[] into, int from, int length) {
    int at = whole(offset, Short.BYTES, length);
    ShortBuffer view = at < 0 ? range(offset, Short.BYTES, length).asShortBuffer() : views.shorts();
    view.get(Math.max(at, 0), into, from, length);
  }

  @Override
  public void putShorts(long offset, short[] source, int from, int length) {
    int at = whole(offset, Short.BYTES, length);
    ShortBuffer view = at < 0 ? range(offset, Short.BYTES, length).asShortBuffer() : views.shorts();
    view.put(Math.max(at, 0), source, from, length);
  }

  @Override
  public void getChars(long offset, char[] into, int from, int length) {
    int at = whole(offset, Character.BYTES, length);
    CharBuffer view =
        at < 0 ? range(offset, Character.BYTES, length).asCharBuffer() : views.chars();
    view.get(Math.max(at, 0), into, from, length);
  }

  @Override
  public void putChars(long offset, char[] source, int from, int length) {
    int at = whole(offset, Character.BYTES, length);
    CharBuffer view =
        at < 0 ? range(offset, Character.BYTES, length).asCharBuffer() : views.chars();
    view.put(Math.max(at, 0), source, from, length);
  }

  @Override
  public void getInts(long offset, int[] into, int from, int length) {
    int at = whole(offset, Integer.BYTES, length);
    IntBuffer view = at < 0 ? range(offset, Integer.BYTES, length).asIntBuffer() : views.ints();
    view.get(Math.max(at, 0), into, from, length);
  }

  @Override
  public void putInts(long offset, int[] source, int from, int length) {
    int at = whole(offset, Integer.BYTES, length);
    IntBuffer view = at < 0 ? range(offset, Integer.BYTES, length).asIntBuffer() : views.ints();
    view.put(Math.max(at, 0), source, from, length);
  }

  @Override
  public void getLongs(long offset, long[] into, int from, int length) {
    int at = whole(offset, Long.BYTES, length);
    LongBuffer view = at < 0 ? range(offset, Long.BYTES, length).asLongBuffer() : views.longs();
    view.get(Math.max(at, 0), into, from, length);
  }

  @Override
  public void putLongs(long offset, long[] source, int from, int length) {
    int at = whole(offset, Long.BYTES, length);
    LongBuffer view = at < 0 ? range(offset, Long.BYTES, length).asLongBuffer() : views.longs();
    view.put(Math.max(at, 0), source, from, length);
  }

  @Override
  public void getFloats(long offset, float[] into, int from, int length) {
    int at = whole(offset, Float.BYTES, length);
    FloatBuffer view = at < 0 ? range(offset, Float.BYTES, length).asFloatBuffer() : views.floats();
    view.get(Math.max(at, 0), into, from, length);
  }

  @Override
  public void putFloats(long offset, float[] source, int from, int length) {
    int at = whole(offset, Float.BYTES, length);
    FloatBuffer view = at < 0 ? range(offset, Float.BYTES, length).asFloatBuffer() : views.floats();
    view.put(Math.max(at, 0), source, from, length);
  }

  @Override
  public void getDoubles(long offset, double[] into, int from, int length) {
    int at = whole(offset, Double.BYTES, length);
    DoubleBuffer view =
        at < 0 ? range(offset, Double.BYTES, length).asDoubleBuffer() : views.doubles();
    view.get(Math.max(at, 0), into, from, length);
  }

  @Override
  public void putDoubles(long offset, double[] source, int from, int length) {
    int at = whole(offset, Double.BYTES, length);
    DoubleBuffer view =
        at < 0 ? range(offset, Double.BYTES, length).asDoubleBuffer() : views.doubles();
    view.put(Math.max(at, 0), source, from, length);
  }

  @Override
  public void putChars(long offset, String text) {
    int position = at(offset, (long) Character.BYTES * text.length());
    for (int i = 0; i < text.length(); i++) {
      buffer.putChar(position + Character.BYTES * i, text.charAt(i));
    }
  }

  @Override
  public WindowsMemory slice(long offset, long bytes) {
    int from = at(offset, bytes);
    return views != null
        ? views.local(from, (int) bytes)
        : new LocalMemory(buffer, from, address + offset, (int) bytes, abi, block, null);
  }

  private int at(long offset, long bytes) {
    Bounds.check(address, size, offset, bytes);
    if (block != null && block.isClosed()) {
      throw Faults.closedBlock(address, size);
    }
    return start + (int) offset;
  }

  /** The index of these elements in a typed view of the whole buffer; -1 if there is none. */
  private int whole(long offset, int width, int length) {
    if (views == null) {
      return -1;
    }
    int at = at(offset, (long) width * length);
    return at % width == 0 ? at / width : -1;
  }

  /** A typed view of a slice is how the JDK moves whole arrays at once. */
  private ByteBuffer range(long offset, int width, int length) {
    int bytes = Math.multiplyExact(width, length);
    return buffer.slice(at(offset, bytes), bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
