package org.bascule.bridge.call;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.bascule.spi.Abi;

/**
 * Memory that call after call is looked at in the same places, and what it is looked at with: made
 * once, not for each call. Whole arrays are moved through typed views, of which the JDK knows how
 * to do it fast.
 */
final class Views {
  private static final int PLACES = 16;

  private final ByteBuffer bytes;
  private final long address;
  private final Abi abi;
  private final ShortBuffer shorts;
  private final CharBuffer chars;
  private final IntBuffer ints;
  private final LongBuffer longs;
  private final FloatBuffer floats;
  private final DoubleBuffer doubles;

  /** The last views of their kind; immutable, so that it does not matter who sees them. */
  private final LocalMemory[] places = new LocalMemory[PLACES];

  /**
   * Of that memory.
   *
   * @param bytes little-endian, aligned to 8
   * @param address of its first byte in the host
   */
  Views(ByteBuffer bytes, long address, Abi abi) {
    this.bytes = bytes;
    this.address = address;
    this.abi = abi;
    this.shorts = bytes.asShortBuffer();
    this.chars = bytes.asCharBuffer();
    this.ints = bytes.asIntBuffer();
    this.longs = bytes.asLongBuffer();
    this.floats = bytes.asFloatBuffer();
    this.doubles = bytes.asDoubleBuffer();
  }

  /** A part of it, which must lie in it. */
  LocalMemory local(int start, int size) {
    int place = (start >>> 3) + size & PLACES - 1;
    LocalMemory known = places[place];
    if (known == null || known.address() != address + start || known.size() != size) {
      known = new LocalMemory(bytes, start, address + start, size, abi, null, this);
      places[place] = known;
    }
    return known;
  }

  ShortBuffer shorts() {
    return shorts;
  }

  CharBuffer chars() {
    return chars;
  }

  IntBuffer ints() {
    return ints;
  }

  LongBuffer longs() {
    return longs;
  }

  FloatBuffer floats() {
    return floats;
  }

  DoubleBuffer doubles() {
    return doubles;
  }
}
