package org.bascule.windowsjna.world.memory;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.bascule.bridge.raw.RawHost;

/** Direct buffers: where they lie, and the copies of those that only the JVM sees. */
public final class DirectMemory {
  private final RawHost host;
  private final WorldMemory memory;

  /** Copies lie in this memory. */
  public DirectMemory(RawHost host, WorldMemory memory) {
    this.host = host;
    this.memory = memory;
  }

  /** The address of a direct buffer's first element. */
  public long addressOf(Buffer direct) {
    return host.addressOf(direct);
  }

  /** Copies what remains of a buffer to the heap. */
  public void forth(Buffer from, long to) {
    Buffer source = from.duplicate();
    if (source instanceof ByteBuffer bytes) {
      memory.shared(to, bytes.remaining()).put(bytes);
    } else if (source instanceof ShortBuffer shorts) {
      at(to, shorts.remaining(), Short.BYTES, shorts.order()).asShortBuffer().put(shorts);
    } else if (source instanceof CharBuffer chars) {
      at(to, chars.remaining(), Character.BYTES, chars.order()).asCharBuffer().put(chars);
    } else if (source instanceof IntBuffer ints) {
      at(to, ints.remaining(), Integer.BYTES, ints.order()).asIntBuffer().put(ints);
    } else if (source instanceof LongBuffer longs) {
      at(to, longs.remaining(), Long.BYTES, longs.order()).asLongBuffer().put(longs);
    } else if (source instanceof FloatBuffer floats) {
      at(to, floats.remaining(), Float.BYTES, floats.order()).asFloatBuffer().put(floats);
    } else if (source instanceof DoubleBuffer doubles) {
      at(to, doubles.remaining(), Double.BYTES, doubles.order()).asDoubleBuffer().put(doubles);
    }
  }

  /** Copies from the heap to what remains of a buffer, if it can be written. */
  public void back(long from, Buffer to) {
    if (to.isReadOnly()) {
      return;
    }
    Buffer target = to.duplicate();
    if (target instanceof ByteBuffer bytes) {
      bytes.put(memory.shared(from, bytes.remaining()));
    } else if (target instanceof ShortBuffer shorts) {
      shorts.put(at(from, shorts.remaining(), Short.BYTES, shorts.order()).asShortBuffer());
    } else if (target instanceof CharBuffer chars) {
      chars.put(at(from, chars.remaining(), Character.BYTES, chars.order()).asCharBuffer());
    } else if (target instanceof IntBuffer ints) {
      ints.put(at(from, ints.remaining(), Integer.BYTES, ints.order()).asIntBuffer());
    } else if (target instanceof LongBuffer longs) {
      longs.put(at(from, longs.remaining(), Long.BYTES, longs.order()).asLongBuffer());
    } else if (target instanceof FloatBuffer floats) {
      floats.put(at(from, floats.remaining(), Float.BYTES, floats.order()).asFloatBuffer());
    } else if (target instanceof DoubleBuffer doubles) {
      doubles.put(at(from, doubles.remaining(), Double.BYTES, doubles.order()).asDoubleBuffer());
    }
  }

  /** In the order of the buffer that it is copied from or to: bytes stay where they are. */
  private ByteBuffer at(long address, int count, int width, ByteOrder order) {
    return memory.shared(address, (long) count * width).order(order);
  }
}
