package org.bascule.marshallers.nio;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.function.IntFunction;
import org.bascule.spi.WindowsMemory;

/**
 * A class of buffers. Elements go through Java arrays, since buffers may have either byte order and
 * lie anywhere.
 *
 * @param type the buffer's class
 * @param primitive the element's class
 * @param bytes of one element
 * @param make makes a buffer
 * @param array makes an array of elements
 * @param take copies elements of a buffer, from an index on, into an array
 * @param fill copies the array's elements into the buffer
 * @param put copies the array's first elements to an offset in memory
 * @param get copies them back
 */
record BufferKind<B extends Buffer, A>(
    Class<B> type,
    Class<?> primitive,
    int bytes,
    IntFunction<B> make,
    IntFunction<A> array,
    Move<B, A> take,
    Move<B, A> fill,
    Copy<A> put,
    Copy<A> get) {

  static final List<BufferKind<?, ?>> ALL =
      List.of(
          new BufferKind<>(
              ByteBuffer.class,
              byte.class,
              Byte.BYTES,
              n -> ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN),
              byte[]::new,
              (b, i, a, n) -> b.get(i, a, 0, n),
              (b, i, a, n) -> b.put(i, a, 0, n),
              (m, o, a, n) -> m.putBytes(o, a, 0, n),
              (m, o, a, n) -> m.getBytes(o, a, 0, n)),
          new BufferKind<>(
              ShortBuffer.class,
              short.class,
              Short.BYTES,
              ShortBuffer::allocate,
              short[]::new,
              (b, i, a, n) -> b.get(i, a, 0, n),
              (b, i, a, n) -> b.put(i, a, 0, n),
              (m, o, a, n) -> m.putShorts(o, a, 0, n),
              (m, o, a, n) -> m.getShorts(o, a, 0, n)),
          new BufferKind<>(
              CharBuffer.class,
              char.class,
              Character.BYTES,
              CharBuffer::allocate,
              char[]::new,
              (b, i, a, n) -> b.get(i, a, 0, n),
              (b, i, a, n) -> b.put(i, a, 0, n),
              (m, o, a, n) -> m.putChars(o, a, 0, n),
              (m, o, a, n) -> m.getChars(o, a, 0, n)),
          new BufferKind<>(
              IntBuffer.class,
              int.class,
              Integer.BYTES,
              IntBuffer::allocate,
              int[]::new,
              (b, i, a, n) -> b.get(i, a, 0, n),
              (b, i, a, n) -> b.put(i, a, 0, n),
              (m, o, a, n) -> m.putInts(o, a, 0, n),
              (m, o, a, n) -> m.getInts(o, a, 0, n)),
          new BufferKind<>(
              LongBuffer.class,
              long.class,
              Long.BYTES,
              LongBuffer::allocate,
              long[]::new,
              (b, i, a, n) -> b.get(i, a, 0, n),
              (b, i, a, n) -> b.put(i, a, 0, n),
              (m, o, a, n) -> m.putLongs(o, a, 0, n),
              (m, o, a, n) -> m.getLongs(o, a, 0, n)),
          new BufferKind<>(
              FloatBuffer.class,
              float.class,
              Float.BYTES,
              FloatBuffer::allocate,
              float[]::new,
              (b, i, a, n) -> b.get(i, a, 0, n),
              (b, i, a, n) -> b.put(i, a, 0, n),
              (m, o, a, n) -> m.putFloats(o, a, 0, n),
              (m, o, a, n) -> m.getFloats(o, a, 0, n)),
          new BufferKind<>(
              DoubleBuffer.class,
              double.class,
              Double.BYTES,
              DoubleBuffer::allocate,
              double[]::new,
              (b, i, a, n) -> b.get(i, a, 0, n),
              (b, i, a, n) -> b.put(i, a, 0, n),
              (m, o, a, n) -> m.putDoubles(o, a, 0, n),
              (m, o, a, n) -> m.getDoubles(o, a, 0, n)));

  /** Copies between a buffer, from an index on, and the first elements of an array. */
  interface Move<B, A> {
    void run(B buffer, int index, A array, int count);
  }

  /** Copies between memory, from an offset on, and the first elements of an array. */
  interface Copy<A> {
    void run(WindowsMemory memory, long offset, A array, int count);
  }
}
