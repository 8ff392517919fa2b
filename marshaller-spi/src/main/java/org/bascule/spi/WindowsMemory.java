package org.bascule.spi;

import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A bounded view of little-endian Windows memory. Offsets are in bytes from its start; they need
 * not be aligned. Every access outside the view throws a {@link org.bascule.error.ValueException}
 * with code {@code OUT_OF_BOUNDS}; memory that the host cannot access gives a {@link
 * org.bascule.error.BasculeException} with code {@code MEMORY_FAULT}.
 */
@ProviderType
public interface WindowsMemory {
  /** The address of the first byte in the host. */
  long address();

  /** Bytes. */
  long size();

  /** Reads one byte. */
  byte getByte(long offset);

  /** Writes one byte. */
  void putByte(long offset, byte value);

  /** Reads two bytes. */
  short getShort(long offset);

  /** Writes two bytes. */
  void putShort(long offset, short value);

  /** Reads four bytes. */
  int getInt(long offset);

  /** Writes four bytes. */
  void putInt(long offset, int value);

  /** Reads eight bytes. */
  long getLong(long offset);

  /** Writes eight bytes. */
  void putLong(long offset, long value);

  /** Reads four bytes as a float. */
  default float getFloat(long offset) {
    return Float.intBitsToFloat(getInt(offset));
  }

  /** Writes a float as four bytes; NaN bits are kept. */
  default void putFloat(long offset, float value) {
    putInt(offset, Float.floatToRawIntBits(value));
  }

  /** Reads eight bytes as a double. */
  default double getDouble(long offset) {
    return Double.longBitsToDouble(getLong(offset));
  }

  /** Writes a double as eight bytes; NaN bits are kept. */
  default void putDouble(long offset, double value) {
    putLong(offset, Double.doubleToRawLongBits(value));
  }

  /** Reads a pointer of the host's width, zero-extended. */
  long getPointer(long offset);

  /** Writes a pointer of the host's width. */
  void putPointer(long offset, long address);

  /** Copies {@code length} bytes of this memory into the array. */
  void getBytes(long offset, byte[] into, int from, int length);

  /** Copies {@code length} bytes of the array into this memory. */
  void putBytes(long offset, byte[] source, int from, int length);

  /** Copies UTF-16 units into this memory, two bytes each. */
  void putChars(long offset, String text);

  /** Copies {@code length} elements of two bytes of this memory into the array. */
  default void getShorts(long offset, short[] into, int from, int length) {
    Objects.checkFromIndexSize(from, length, into.length);
    BulkCopy.get(
        this,
        offset,
        Short.BYTES,
        length,
        (bytes, at, n) -> bytes.asShortBuffer().get(into, from + at, n));
  }

  /** Copies {@code length} elements of two bytes of the array into this memory. */
  default void putShorts(long offset, short[] source, int from, int length) {
    Objects.checkFromIndexSize(from, length, source.length);
    BulkCopy.put(
        this,
        offset,
        Short.BYTES,
        length,
        (bytes, at, n) -> bytes.asShortBuffer().put(source, from + at, n));
  }

  /** Copies {@code length} UTF-16 units of this memory into the array. */
  default void getChars(long offset, char[] into, int from, int length) {
    Objects.checkFromIndexSize(from, length, into.length);
    BulkCopy.get(
        this,
        offset,
        Character.BYTES,
        length,
        (bytes, at, n) -> bytes.asCharBuffer().get(into, from + at, n));
  }

  /** Copies {@code length} UTF-16 units of the array into this memory. */
  default void putChars(long offset, char[] source, int from, int length) {
    Objects.checkFromIndexSize(from, length, source.length);
    BulkCopy.put(
        this,
        offset,
        Character.BYTES,
        length,
        (bytes, at, n) -> bytes.asCharBuffer().put(source, from + at, n));
  }

  /** Copies {@code length} elements of four bytes of this memory into the array. */
  default void getInts(long offset, int[] into, int from, int length) {
    Objects.checkFromIndexSize(from, length, into.length);
    BulkCopy.get(
        this,
        offset,
        Integer.BYTES,
        length,
        (bytes, at, n) -> bytes.asIntBuffer().get(into, from + at, n));
  }

  /** Copies {@code length} elements of four bytes of the array into this memory. */
  default void putInts(long offset, int[] source, int from, int length) {
    Objects.checkFromIndexSize(from, length, source.length);
    BulkCopy.put(
        this,
        offset,
        Integer.BYTES,
        length,
        (bytes, at, n) -> bytes.asIntBuffer().put(source, from + at, n));
  }

  /** Copies {@code length} elements of eight bytes of this memory into the array. */
  default void getLongs(long offset, long[] into, int from, int length) {
    Objects.checkFromIndexSize(from, length, into.length);
    BulkCopy.get(
        this,
        offset,
        Long.BYTES,
        length,
        (bytes, at, n) -> bytes.asLongBuffer().get(into, from + at, n));
  }

  /** Copies {@code length} elements of eight bytes of the array into this memory. */
  default void putLongs(long offset, long[] source, int from, int length) {
    Objects.checkFromIndexSize(from, length, source.length);
    BulkCopy.put(
        this,
        offset,
        Long.BYTES,
        length,
        (bytes, at, n) -> bytes.asLongBuffer().put(source, from + at, n));
  }

  /** Copies {@code length} floats of this memory into the array. NaN bits are kept. */
  default void getFloats(long offset, float[] into, int from, int length) {
    Objects.checkFromIndexSize(from, length, into.length);
    BulkCopy.get(
        this,
        offset,
        Float.BYTES,
        length,
        (bytes, at, n) -> bytes.asFloatBuffer().get(into, from + at, n));
  }

  /** Copies {@code length} floats of the array into this memory. NaN bits are kept. */
  default void putFloats(long offset, float[] source, int from, int length) {
    Objects.checkFromIndexSize(from, length, source.length);
    BulkCopy.put(
        this,
        offset,
        Float.BYTES,
        length,
        (bytes, at, n) -> bytes.asFloatBuffer().put(source, from + at, n));
  }

  /** Copies {@code length} doubles of this memory into the array. NaN bits are kept. */
  default void getDoubles(long offset, double[] into, int from, int length) {
    Objects.checkFromIndexSize(from, length, into.length);
    BulkCopy.get(
        this,
        offset,
        Double.BYTES,
        length,
        (bytes, at, n) -> bytes.asDoubleBuffer().get(into, from + at, n));
  }

  /** Copies {@code length} doubles of the array into this memory. NaN bits are kept. */
  default void putDoubles(long offset, double[] source, int from, int length) {
    Objects.checkFromIndexSize(from, length, source.length);
    BulkCopy.put(
        this,
        offset,
        Double.BYTES,
        length,
        (bytes, at, n) -> bytes.asDoubleBuffer().put(source, from + at, n));
  }

  /** The part of this view at that offset. */
  WindowsMemory slice(long offset, long size);
}
