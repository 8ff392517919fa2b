package org.bascule.windowsjna.world.memory;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/** What lies in buffers of any kind, as bytes: they stay as they are, whatever the order is. */
final class Elements {
  private Elements() {}

  /** Bytes of one element. */
  static int width(Buffer buffer) {
    if (buffer instanceof ByteBuffer) {
      return Byte.BYTES;
    }
    if (buffer instanceof ShortBuffer || buffer instanceof CharBuffer) {
      return Short.BYTES;
    }
    return buffer instanceof IntBuffer || buffer instanceof FloatBuffer
        ? Integer.BYTES
        : Long.BYTES;
  }

  /** Copies what remains of a buffer. */
  static void copy(Buffer from, ByteBuffer to) {
    Buffer source = from.duplicate();
    ByteBuffer target = to.duplicate();
    if (source instanceof ByteBuffer bytes) {
      target.put(bytes);
    } else if (source instanceof ShortBuffer shorts) {
      target.order(shorts.order()).asShortBuffer().put(shorts);
    } else if (source instanceof CharBuffer chars) {
      target.order(chars.order()).asCharBuffer().put(chars);
    } else if (source instanceof IntBuffer ints) {
      target.order(ints.order()).asIntBuffer().put(ints);
    } else if (source instanceof LongBuffer longs) {
      target.order(longs.order()).asLongBuffer().put(longs);
    } else if (source instanceof FloatBuffer floats) {
      target.order(floats.order()).asFloatBuffer().put(floats);
    } else if (source instanceof DoubleBuffer doubles) {
      target.order(doubles.order()).asDoubleBuffer().put(doubles);
    }
  }

  /** Copies to what remains of a buffer, from as many bytes. */
  static void copy(ByteBuffer from, Buffer to) {
    ByteBuffer source = from.duplicate();
    Buffer target = to.duplicate();
    if (target instanceof ByteBuffer bytes) {
      bytes.put(source);
    } else if (target instanceof ShortBuffer shorts) {
      shorts.put(source.order(shorts.order()).asShortBuffer());
    } else if (target instanceof CharBuffer chars) {
      chars.put(source.order(chars.order()).asCharBuffer());
    } else if (target instanceof IntBuffer ints) {
      ints.put(source.order(ints.order()).asIntBuffer());
    } else if (target instanceof LongBuffer longs) {
      longs.put(source.order(longs.order()).asLongBuffer());
    } else if (target instanceof FloatBuffer floats) {
      floats.put(source.order(floats.order()).asFloatBuffer());
    } else if (target instanceof DoubleBuffer doubles) {
      doubles.put(source.order(doubles.order()).asDoubleBuffer());
    }
  }
}
