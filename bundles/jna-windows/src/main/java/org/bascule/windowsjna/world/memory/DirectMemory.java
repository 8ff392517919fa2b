package org.bascule.windowsjna.world.memory;

import java.nio.Buffer;
import java.nio.ByteBuffer;
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

  /** Bytes of one element. */
  public static int width(Buffer buffer) {
    return Elements.width(buffer);
  }

  /** Bytes from a buffer's first element to the end of its capacity. */
  public static long size(Buffer buffer) {
    return (long) buffer.capacity() * Elements.width(buffer);
  }

  /** Copies what remains of a buffer to the heap. */
  public void forth(Buffer from, long to) {
    ByteBuffer copy = memory.shared(to, remaining(from));
    if (copy != null) { // Else it has gone with the host, as whoever calls will see.
      Elements.copy(from, copy);
    }
  }

  /** Copies from the heap to what remains of a buffer, if it can be written. */
  public void back(long from, Buffer to) {
    ByteBuffer copy = to.isReadOnly() ? null : memory.shared(from, remaining(to));
    if (copy != null) {
      Elements.copy(copy, to);
    }
  }

  /** The copy itself; null if it has gone with the host. */
  ByteBuffer copy(long address, long size) {
    return memory.shared(address, size);
  }

  private static long remaining(Buffer buffer) {
    return (long) buffer.remaining() * Elements.width(buffer);
  }
}
