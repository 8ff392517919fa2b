package org.bascule.jna;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bascule.spi.WindowsMemory;

/** The part of a {@link RemotePointer} that moves arrays, each in one access. */
abstract class RemoteArrays extends RemoteScalars {
  RemoteArrays(HostView memory, long address) {
    super(memory, address);
  }

  @Override
  public void read(long offset, byte[] into, int index, int length) {
    Objects.checkFromIndexSize(index, length, into.length);
    at(offset, length).getBytes(0, into, index, length);
  }

  @Override
  public void read(long offset, short[] into, int index, int length) {
    Objects.checkFromIndexSize(index, length, into.length);
    fetch(offset, length, Short.BYTES).asShortBuffer().get(into, index, length);
  }

  @Override
  public void read(long offset, char[] into, int index, int length) {
    Objects.checkFromIndexSize(index, length, into.length);
    fetch(offset, length, Character.BYTES).asCharBuffer().get(into, index, length);
  }

  @Override
  public void read(long offset, int[] into, int index, int length) {
    Objects.checkFromIndexSize(index, length, into.length);
    fetch(offset, length, Integer.BYTES).asIntBuffer().get(into, index, length);
  }

  @Override
  public void read(long offset, long[] into, int index, int length) {
    Objects.checkFromIndexSize(index, length, into.length);
    fetch(offset, length, Long.BYTES).asLongBuffer().get(into, index, length);
  }

  @Override
  public void read(long offset, float[] into, int index, int length) {
    Objects.checkFromIndexSize(index, length, into.length);
    fetch(offset, length, Float.BYTES).asFloatBuffer().get(into, index, length);
  }

  @Override
  public void read(long offset, double[] into, int index, int length) {
    Objects.checkFromIndexSize(index, length, into.length);
    fetch(offset, length, Double.BYTES).asDoubleBuffer().get(into, index, length);
  }

  /** As in JNA, an element that points to the same address stays the same object. */
  @Override
  public void read(long offset, Pointer[] into, int index, int length) {
    Objects.checkFromIndexSize(index, length, into.length);
    int width = memory.abi().pointerSize();
    ByteBuffer pointers = fetch(offset, length, width);
    for (int i = 0; i < length; i++) {
      long address =
          width == Long.BYTES
              ? pointers.getLong(i * width)
              : Integer.toUnsignedLong(pointers.getInt(i * width));
      Pointer old = into[index + i];
      Pointer now = memory.pointer(address);
      if (old == null || !old.equals(now)) {
        into[index + i] = now;
      }
    }
  }

  @Override
  public void write(long offset, byte[] from, int index, int length) {
    Objects.checkFromIndexSize(index, length, from.length);
    at(offset, length).putBytes(0, from, index, length);
  }

  @Override
  public void write(long offset, short[] from, int index, int length) {
    ByteBuffer bytes = buffer(length, Short.BYTES);
    bytes.asShortBuffer().put(from, index, length);
    store(offset, bytes);
  }

  @Override
  public void write(long offset, char[] from, int index, int length) {
    ByteBuffer bytes = buffer(length, Character.BYTES);
    bytes.asCharBuffer().put(from, index, length);
    store(offset, bytes);
  }

  @Override
  public void write(long offset, int[] from, int index, int length) {
    ByteBuffer bytes = buffer(length, Integer.BYTES);
    bytes.asIntBuffer().put(from, index, length);
    store(offset, bytes);
  }

  @Override
  public void write(long offset, long[] from, int index, int length) {
    ByteBuffer bytes = buffer(length, Long.BYTES);
    bytes.asLongBuffer().put(from, index, length);
    store(offset, bytes);
  }

  @Override
  public void write(long offset, float[] from, int index, int length) {
    ByteBuffer bytes = buffer(length, Float.BYTES);
    bytes.asFloatBuffer().put(from, index, length);
    store(offset, bytes);
  }

  @Override
  public void write(long offset, double[] from, int index, int length) {
    ByteBuffer bytes = buffer(length, Double.BYTES);
    bytes.asDoubleBuffer().put(from, index, length);
    store(offset, bytes);
  }

  /** All are checked before the first is stored. */
  @Override
  public void write(long offset, Pointer[] from, int index, int length) {
    Objects.checkFromIndexSize(index, length, from.length);
    int width = memory.abi().pointerSize();
    long[] addresses = new long[length];
    for (int i = 0; i < length; i++) {
      addresses[i] = PointerPolicy.ADDRESS.check(from[index + i], memory, "the pointer to store");
    }
    WindowsMemory target = at(offset, (long) length * width);
    for (int i = 0; i < length; i++) {
      target.putPointer((long) i * width, addresses[i]);
    }
  }

  /** Up to the first null pointer. */
  @Override
  public Pointer[] getPointerArray(long offset) {
    List<Pointer> pointers = new ArrayList<>();
    long at = offset;
    for (Pointer p = getPointer(at); p != null; p = getPointer(at)) {
      pointers.add(p);
      at += memory.abi().pointerSize();
    }
    return pointers.toArray(new Pointer[0]);
  }

  private ByteBuffer fetch(long offset, int length, int width) {
    byte[] bytes = memory.bytes(peer + offset, Math.multiplyExact(length, width));
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void store(long offset, ByteBuffer bytes) {
    memory.write(peer + offset, bytes.array());
  }

  private static ByteBuffer buffer(int length, int width) {
    return ByteBuffer.allocate(Math.multiplyExact(length, width)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
