package org.bascule.jna;

import com.sun.jna.Pointer;
import java.util.Objects;
import java.util.function.Supplier;
import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;
import org.bascule.spi.HostMemory;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.WindowsMemory;

/**
 * The host's memory and how its bytes are to be read.
 *
 * @param abi widths
 * @param codePage of {@code char} text where the caller names no encoding
 * @param memory asked at each access: it may be used when a marshaller runs, not before
 */
public record RemoteMemory(Abi abi, CodePageText codePage, Supplier<HostMemory> memory) {
  public RemoteMemory {
    Objects.requireNonNull(abi, "abi");
    Objects.requireNonNull(codePage, "codePage");
    Objects.requireNonNull(memory, "memory");
  }

  /** The memory of the host that this context is for. */
  public static RemoteMemory of(MarshallerContext context) {
    return new RemoteMemory(context.abi(), context.codePage(), context::memory);
  }

  /** A bounded view of it. */
  public WindowsMemory view(long address, long size) {
    return memory.get().view(address, size);
  }

  /** The bytes up to a zero unit. */
  public byte[] readTerminated(long address, int unit) {
    return memory.get().readTerminated(address, unit);
  }

  /** A copy of that many bytes. */
  public byte[] bytes(long address, int size) {
    byte[] bytes = new byte[size];
    view(address, size).getBytes(0, bytes, 0, size);
    return bytes;
  }

  /** Stores these bytes. */
  public void write(long address, byte[] bytes) {
    view(address, bytes.length).putBytes(0, bytes, 0, bytes.length);
  }

  /** The pointer to that address; null for 0. */
  public Pointer pointer(long address) {
    return address == 0 ? null : new RemotePointer(this, address);
  }

  /** Whether this pointer came from a host, so that its value is an address there. */
  public static boolean isRemote(Pointer pointer) {
    return pointer instanceof RemotePointer;
  }
}
