package org.bascule.spi.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.WindowsMemory;

/** Windows memory in a Java array, at whatever address the test wants. Not thread-safe. */
public final class HeapMemory implements WindowsMemory {
  private final Abi abi;
  private final long address;
  private final ByteBuffer bytes;

  private HeapMemory(Abi abi, long address, ByteBuffer bytes) {
    this.abi = Objects.requireNonNull(abi, "abi");
    this.address = address;
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** New memory of that many bytes, all 0. */
  public static HeapMemory allocate(Abi abi, long address, int size) {
    return new HeapMemory(abi, address, ByteBuffer.allocate(size));
  }

  /** A view of these very bytes: what is written to either shows in the other. */
  public static HeapMemory wrap(Abi abi, long address, byte[] bytes) {
    return new HeapMemory(abi, address, ByteBuffer.wrap(bytes));
  }

  /** The same bytes, seen at another address. */
  public HeapMemory at(long newAddress) {
    return new HeapMemory(abi, newAddress, bytes.duplicate());
  }

  /** A copy of the content. */
  public byte[] toBytes() {
    byte[] copy = new byte[bytes.capacity()];
    bytes.get(0, copy);
    return copy;
  }

  /** Sets every byte to this value. */
  public HeapMemory fill(int value) {
    byte[] content = new byte[bytes.capacity()];
    Arrays.fill(content, (byte) value);
    bytes.put(0, content);
    return this;
  }

  @Override
  public long address() {
    return address;
  }

  @Override
  public long size() {
    return bytes.capacity();
  }

  @Override
  public byte getByte(long offset) {
    return bytes.get(index(offset, Byte.BYTES));
  }

  @Override
  public void putByte(long offset, byte value) {
    bytes.put(index(offset, Byte.BYTES), value);
  }

  @Override
  public short getShort(long offset) {
    return bytes.getShort(index(offset, Short.BYTES));
  }

  @Override
  public void putShort(long offset, short value) {
    bytes.putShort(index(offset, Short.BYTES), value);
  }

  @Override
  public int getInt(long offset) {
    return bytes.getInt(index(offset, Integer.BYTES));
  }

  @Override
  public void putInt(long offset, int value) {
    bytes.putInt(index(offset, Integer.BYTES), value);
  }

  @Override
  public long getLong(long offset) {
    return bytes.getLong(index(offset, Long.BYTES));
  }

  @Override
  public void putLong(long offset, long value) {
    bytes.putLong(index(offset, Long.BYTES), value);
  }

  @Override
  public long getPointer(long offset) {
    return abi.pointerSize() == Long.BYTES
        ? getLong(offset)
        : Integer.toUnsignedLong(getInt(offset));
  }

  @Override
  public void putPointer(long offset, long value) {
    if (abi.pointerSize() == Long.BYTES) {
      putLong(offset, value);
    } else {
      putInt(offset, (int) value);
    }
  }

  @Override
  public void getBytes(long offset, byte[] into, int from, int length) {
    Objects.checkFromIndexSize(from, length, into.length);
    bytes.get(index(offset, length), into, from, length);
  }

  @Override
  public void putBytes(long offset, byte[] source, int from, int length) {
    Objects.checkFromIndexSize(from, length, source.length);
    bytes.put(index(offset, length), source, from, length);
  }

  @Override
  public void getShorts(long offset, short[] into, int from, int length) {
    range(offset, Short.BYTES, length).asShortBuffer().get(into, from, length);
  }

  @Override
  public void putShorts(long offset, short[] source, int from, int length) {
    range(offset, Short.BYTES, length).asShortBuffer().put(source, from, length);
  }

  @Override
  public void getChars(long offset, char[] into, int from, int length) {
    range(offset, Character.BYTES, length).asCharBuffer().get(into, from, length);
  }

  @Override
  public void putChars(long offset, char[] source, int from, int length) {
    range(offset, Character.BYTES, length).asCharBuffer().put(source, from, length);
  }

  @Override
  public void getInts(long offset, int[] into, int from, int length) {
    range(offset, Integer.BYTES, length).asIntBuffer().get(into, from, length);
  }

  @Override
  public void putInts(long offset, int[] source, int from, int length) {
    range(offset, Integer.BYTES, length).asIntBuffer().put(source, from, length);
  }

  @Override
  public void getLongs(long offset, long[] into, int from, int length) {
    range(offset, Long.BYTES, length).asLongBuffer().get(into, from, length);
  }

  @Override
  public void putLongs(long offset, long[] source, int from, int length) {
    range(offset, Long.BYTES, length).asLongBuffer().put(source, from, length);
  }

  @Override
  public void getFloats(long offset, float[] into, int from, int length) {
    range(offset, Float.BYTES, length).asFloatBuffer().get(into, from, length);
  }

  @Override
  public void putFloats(long offset, float[] source, int from, int length) {
    range(offset, Float.BYTES, length).asFloatBuffer().put(source, from, length);
  }

  @Override
  public void getDoubles(long offset, double[] into, int from, int length) {
    range(offset, Double.BYTES, length).asDoubleBuffer().get(into, from, length);
  }

  @Override
  public void putDoubles(long offset, double[] source, int from, int length) {
    range(offset, Double.BYTES, length).asDoubleBuffer().put(source, from, length);
  }

  @Override
  public void putChars(long offset, String text) {
    int start = index(offset, (long) Character.BYTES * text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes.putChar(start + Character.BYTES * i, text.charAt(i));
    }
  }

  @Override
  public HeapMemory slice(long offset, long size) {
    int start = index(offset, size);
    return new HeapMemory(abi, address + offset, bytes.slice(start, (int) size));
  }

  private int index(long offset, long length) {
    if (offset < 0 || length < 0 || offset > size() - length) {
      throw new ValueException(
          new Diagnosis(
              ErrorCode.OUT_OF_BOUNDS,
              "access " + length + " bytes at offset " + offset,
              "",
              "a range within " + size() + " bytes",
              "offsets " + offset + " to " + (offset + length),
              "stay inside the view; ask for a larger section if the value needs one"));
    }
    return (int) offset;
  }

  private ByteBuffer range(long offset, int width, int length) {
    int bytesThere = Math.multiplyExact(width, length);
    return bytes.slice(index(offset, bytesThere), bytesThere).order(ByteOrder.LITTLE_ENDIAN);
  }
}
