package org.bascule.jna;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.spi.Home;
import org.bascule.spi.HostMemory;
import org.bascule.spi.WindowsMemory;

/**
 * One block of a host: whatever lies outside cannot be reached through it.
 *
 * @param host the whole
 * @param address the block's first byte
 * @param bytes asked at each access, so that the block itself can say that it has been closed
 */
record BlockMemory(HostMemory host, long address, Supplier<WindowsMemory> bytes)
    implements HostMemory {
  @Override
  public WindowsMemory view(long at, long size) {
    return bytes.get().slice(at - address, size);
  }

  @Override
  public byte[] readTerminated(long at, int unit) {
    WindowsMemory memory = bytes.get();
    byte[] read = new byte[unit];
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (long offset = at - address; offset + unit <= memory.size(); offset += unit) {
      memory.getBytes(offset, read, 0, unit);
      int bits = 0;
      for (byte one : read) {
        bits |= one;
      }
      if (bits == 0) {
        return text.toByteArray();
      }
      text.write(read, 0, unit);
    }
    throw new BasculeException(
        new Diagnosis(
            ErrorCode.MEMORY_FAULT,
            "read text at 0x" + Long.toHexString(at),
            "",
            "a zero unit of " + unit + " bytes within the block",
            "none up to its end at 0x" + Long.toHexString(address + memory.size()),
            "store the terminator, or read as many bytes as there are"));
  }

  @Override
  public Optional<Home> homeAt(long at) {
    return host.homeAt(at);
  }

  @Override
  public String name() {
    return host.name();
  }

  /** Throws what the block's accessors throw when it has been closed. */
  void checkOpen() {
    WindowsMemory memory = bytes.get();
    if (memory.size() > 0) {
      memory.getByte(0);
    }
  }
}
