package org.bascule.jna.memory;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.bascule.jna.HomeMemory;
import org.bascule.spi.Layout;
import org.bascule.spi.WindowsMemory;

/**
 * Copies elements between JNA's memory of this JVM, with Linux' widths, and the host's, with
 * Windows'.
 *
 * @param host layout of one element in the host
 * @param local bytes of one element here: {@code wchar_t} and {@code long} are wider
 */
record ElementCopier(Layout host, int local) {
  /** Whether bytes lie there as they lie here. */
  boolean alike() {
    return host.size() == local;
  }

  /** How many whole elements this memory has. */
  long count(Memory memory) {
    return memory.size() / local;
  }

  /** Bytes of that many elements in the host. */
  long hostBytes(long count) {
    return Math.multiplyExact(host.size(), count);
  }

  /** How many elements there are up to a zero one, which is included; -1 without one. */
  long terminated(Memory memory) {
    long count = count(memory);
    for (long i = 0; i < count; i++) {
      if (isZero(memory, i * local)) {
        return i + 1;
      }
    }
    return -1;
  }

  /** How many elements the host has up to a zero one, which is included, at most all. */
  long terminated(WindowsMemory memory) {
    long count = memory.size() / host.size();
    for (long i = 0; i < count; i++) {
      if (integer(memory, i * host.size()) == 0) {
        return i + 1;
      }
    }
    return count;
  }

  void send(Memory from, WindowsMemory to, long count) {
    if (host.size() == local) {
      HomeMemory.send(from, to, count * local);
      return;
    }
    for (long i = 0; i < count; i++) {
      long value = integer(from, i * local);
      put(to, i * host.size(), value);
    }
  }

  void receive(WindowsMemory from, Memory to, long count) {
    if (host.size() == local) {
      HomeMemory.receive(from, to, count * local);
      return;
    }
    for (long i = 0; i < count; i++) {
      long value = integer(from, i * host.size());
      if (local == Integer.BYTES) {
        to.setInt(i * local, (int) value);
      } else {
        to.setLong(i * local, value);
      }
    }
  }

  private boolean isZero(Pointer memory, long offset) {
    return integer(memory, offset) == 0;
  }

  private long integer(Pointer memory, long offset) {
    return switch (local) {
      case 1 -> memory.getByte(offset);
      case 2 -> memory.getShort(offset);
      case 4 -> memory.getInt(offset);
      default -> memory.getLong(offset);
    };
  }

  private long integer(WindowsMemory memory, long offset) {
    boolean signed = host instanceof Layout.Scalar scalar && scalar.kind() == Layout.Kind.SIGNED;
    return switch ((int) host.size()) {
      case 1 -> signed ? memory.getByte(offset) : memory.getByte(offset) & 0xFF;
      case 2 -> signed ? memory.getShort(offset) : memory.getShort(offset) & 0xFFFF;
      case 4 -> signed ? memory.getInt(offset) : memory.getInt(offset) & 0xFFFFFFFFL;
      default -> memory.getLong(offset);
    };
  }

  private void put(WindowsMemory memory, long offset, long value) {
    switch ((int) host.size()) {
      case 1 -> memory.putByte(offset, (byte) value);
      case 2 -> memory.putShort(offset, (short) value);
      case 4 -> memory.putInt(offset, (int) value);
      default -> memory.putLong(offset, value);
    }
  }
}
