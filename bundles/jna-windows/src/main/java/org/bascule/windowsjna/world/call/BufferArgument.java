package org.bascule.windowsjna.world.call;

import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.OptionalLong;

/**
 * Buffers: the DLL gets what lies at their position. Those over memory of the heap are passed as
 * they are; others of the JVM's own memory, and arrays, are copied for the call and back after it.
 */
record BufferArgument(int width) implements ArgumentKind {
  static BufferArgument of(Class<?> type) {
    return new BufferArgument(width(type));
  }

  private static int width(Class<?> type) {
    if (ByteBuffer.class.isAssignableFrom(type)) {
      return Byte.BYTES;
    }
    if (ShortBuffer.class.isAssignableFrom(type) || CharBuffer.class.isAssignableFrom(type)) {
      return Short.BYTES;
    }
    if (IntBuffer.class.isAssignableFrom(type) || FloatBuffer.class.isAssignableFrom(type)) {
      return Integer.BYTES;
    }
    assert LongBuffer.class.isAssignableFrom(type) || DoubleBuffer.class.isAssignableFrom(type);
    return Long.BYTES;
  }

  @Override
  public void put(Object value, Slots slots) {
    Buffer buffer = (Buffer) value;
    if (buffer.isDirect()) {
      slots.put(direct(buffer, slots));
    } else if (buffer.hasArray()) {
      long start = ArrayArgument.of(buffer.array().getClass()).lent(buffer.array(), slots);
      slots.put(start + (long) width * (buffer.arrayOffset() + buffer.position()));
    } else {
      throw new IllegalArgumentException(
          "Buffer arguments must be direct or have a primitive backing array");
    }
  }

  private long direct(Buffer buffer, Slots slots) {
    long start = slots.direct().addressOf(buffer) + (long) width * buffer.position();
    long length = (long) width * (buffer.capacity() - buffer.position());
    if (slots.heap().contains(start, length)) {
      slots.afterwards(() -> Reference.reachabilityFence(buffer));
      return start;
    }
    OptionalLong known = slots.twins().find(start, length);
    return known.isPresent() ? known.getAsLong() : slots.copies().address(buffer);
  }
}
