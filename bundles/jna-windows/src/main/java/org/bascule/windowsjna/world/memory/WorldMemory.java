package org.bascule.windowsjna.world.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bascule.bridge.raw.RawHost;
import org.bascule.spi.Abi;

/**
 * All memory by its address: that of the heap directly, all other by a request to the host. An
 * address where nothing is makes an exception, never a fault of the JVM. Thread-safe.
 */
public final class WorldMemory {
  private final RawHost host;
  private final Regions regions;
  private final int pointerSize;

  /** The memory of a host. */
  public WorldMemory(RawHost host, Heap heap) {
    this.host = host;
    this.regions = heap.regions();
    this.pointerSize = host.abi() == Abi.X86 ? Integer.BYTES : Long.BYTES;
  }

  public int pointerSize() {
    return pointerSize;
  }

  public byte getByte(long address) {
    Region region = regions.find(address, Byte.BYTES);
    return region != null ? region.memory.get(region.at(address)) : far(address, Byte.BYTES).get(0);
  }

  public short getShort(long address) {
    Region region = regions.find(address, Short.BYTES);
    return region != null
        ? region.memory.getShort(region.at(address))
        : far(address, Short.BYTES).getShort(0);
  }

  public int getInt(long address) {
    Region region = regions.find(address, Integer.BYTES);
    return region != null
        ? region.memory.getInt(region.at(address))
        : far(address, Integer.BYTES).getInt(0);
  }

  public long getLong(long address) {
    Region region = regions.find(address, Long.BYTES);
    return region != null
        ? region.memory.getLong(region.at(address))
        : far(address, Long.BYTES).getLong(0);
  }

  public long getPointer(long address) {
    return pointerSize == Long.BYTES ? getLong(address) : Integer.toUnsignedLong(getInt(address));
  }

  public void putByte(long address, byte value) {
    Region region = regions.find(address, Byte.BYTES);
    if (region != null) {
      region.memory.put(region.at(address), value);
    } else {
      putFar(address, buffer(Byte.BYTES).put(0, value));
    }
  }

  public void putShort(long address, short value) {
    Region region = regions.find(address, Short.BYTES);
    if (region != null) {
      region.memory.putShort(region.at(address), value);
    } else {
      putFar(address, buffer(Short.BYTES).putShort(0, value));
    }
  }

  public void putInt(long address, int value) {
    Region region = regions.find(address, Integer.BYTES);
    if (region != null) {
      region.memory.putInt(region.at(address), value);
    } else {
      putFar(address, buffer(Integer.BYTES).putInt(0, value));
    }
  }

  public void putLong(long address, long value) {
    Region region = regions.find(address, Long.BYTES);
    if (region != null) {
      region.memory.putLong(region.at(address), value);
    } else {
      putFar(address, buffer(Long.BYTES).putLong(0, value));
    }
  }

  public void putPointer(long address, long value) {
    if (pointerSize == Long.BYTES) {
      putLong(address, value);
    } else {
      putInt(address, (int) value);
    }
  }

  /** A number of 1, 2, 4 or 8 bytes, the upper ones 0. */
  public long getBits(long address, int size) {
    return switch (size) {
      case 1 -> Byte.toUnsignedLong(getByte(address));
      case 2 -> Short.toUnsignedLong(getShort(address));
      case 4 -> Integer.toUnsignedLong(getInt(address));
      default -> getLong(address);
    };
  }

  /** The lower bytes of a number. */
  public void putBits(long address, int size, long bits) {
    switch (size) {
      case 1 -> putByte(address, (byte) bits);
      case 2 -> putShort(address, (short) bits);
      case 4 -> putInt(address, (int) bits);
      default -> putLong(address, bits);
    }
  }

  public void read(long address, byte[] into, int from, int length) {
    Region region = regions.find(address, length);
    if (region != null) {
      region.memory.get(region.at(address), into, from, length);
    } else if (length > 0) {
      host.read(address, into, from, length);
    }
  }

  public void write(long address, byte[] source, int from, int length) {
    Region region = regions.find(address, length);
    if (region != null) {
      region.memory.put(region.at(address), source, from, length);
    } else if (length > 0) {
      host.write(address, source, from, length);
    }
  }

  /** Bytes to be read: the memory itself, or a copy of it. Little-endian, from 0 on. */
  public ByteBuffer reading(long address, int length) {
    Region region = regions.find(address, length);
    return region != null ? region.slice(address, length) : far(address, length);
  }

  /** Bytes that are filled and then given to {@link #written}: the memory itself, or new ones. */
  public ByteBuffer writing(long address, int length) {
    Region region = regions.find(address, length);
    return region != null ? region.slice(address, length) : buffer(length);
  }

  /** What {@link #writing} has given is filled. */
  public void written(long address, ByteBuffer filled) {
    if (!filled.isDirect() && filled.capacity() > 0) {
      putFar(address, filled);
    }
  }

  /** A piece of the heap as a buffer; null if it does not lie in the heap. */
  public ByteBuffer shared(long address, long length) {
    Region region = regions.find(address, length);
    return region == null ? null : region.slice(address, (int) length);
  }

  public void copy(long from, long to, int length) {
    byte[] bytes = new byte[length];
    read(from, bytes, 0, length);
    write(to, bytes, 0, length);
  }

  public void fill(long address, long length, byte value) {
    byte[] piece = new byte[(int) Math.min(length, 1 << 16)];
    Arrays.fill(piece, value);
    for (long done = 0; done < length; done += piece.length) {
      write(address + done, piece, 0, (int) Math.min(piece.length, length - done));
    }
  }

  /** The bytes of a text up to its zero unit of 1 or 2 bytes, which is left out. */
  public byte[] text(long address, int unit) {
    Region region = regions.find(address, unit);
    if (region == null) {
      return host.readTerminated(address, unit);
    }
    int start = region.at(address);
    int end = start;
    int limit = region.memory.capacity() - unit;
    while (end <= limit && !isZero(region.memory, end, unit)) {
      end += unit;
    }
    if (end > limit) {
      return host.readTerminated(address, unit);
    }
    byte[] bytes = new byte[end - start];
    region.memory.get(start, bytes);
    return bytes;
  }

  public String wideText(long address) {
    return new String(text(address, Character.BYTES), StandardCharsets.UTF_16LE);
  }

  private static boolean isZero(ByteBuffer memory, int at, int unit) {
    return unit == 1 ? memory.get(at) == 0 : memory.getShort(at) == 0;
  }

  private ByteBuffer far(long address, int length) {
    ByteBuffer copy = buffer(length);
    if (length > 0) {
      host.read(address, copy.array(), 0, length);
    }
    return copy;
  }

  private void putFar(long address, ByteBuffer bytes) {
    host.write(address, bytes.array(), 0, bytes.capacity());
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
