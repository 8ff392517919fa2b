package org.bascule.jna;

import com.sun.jna.Pointer;
import java.util.Objects;
import java.util.function.Supplier;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;
import org.bascule.spi.CodePageText;
import org.bascule.spi.HostMemory;
import org.bascule.spi.MarshallerContext;
import org.bascule.spi.WindowsMemory;
import org.bascule.spi.memory.Refusals;

/**
 * The host's memory and how its bytes are to be read.
 *
 * @param abi widths
 * @param codePage of {@code char} text where the caller names no encoding
 * @param memory asked at each access: it may be used when a marshaller runs, not before
 */
public record HostView(Abi abi, CodePageText codePage, Supplier<HostMemory> memory) {
  public HostView {
    Objects.requireNonNull(abi, "abi");
    Objects.requireNonNull(codePage, "codePage");
    Objects.requireNonNull(memory, "memory");
  }

  /** The memory of the host that this context is for. */
  public static HostView of(MarshallerContext context) {
    return new HostView(context.abi(), context.codePage(), context::memory);
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

  /** The pointer to that address; null for 0. It refers to the host alone, not to a function. */
  public Pointer pointer(long address) {
    HostMemory host = whole(memory.get());
    return address == 0
        ? null
        : new RemotePointer(new HostView(abi, codePage, () -> host), address);
  }

  /**
   * The same pointer, to one thing alone.
   *
   * @param size bytes of it; what lies behind cannot be shared
   * @param beyond what is thrown then
   */
  public Pointer single(long address, long size, Supplier<RuntimeException> beyond) {
    HostMemory host = whole(memory.get());
    return new SinglePointer(new HostView(abi, codePage, () -> host), address, size, beyond);
  }

  /**
   * A pointer to that block of the same host. It reaches the block's bytes alone, and nothing once
   * the block says so.
   *
   * @param pointer to its first byte
   * @param bytes gives the block's memory at each access
   */
  public static Pointer within(Pointer pointer, Supplier<WindowsMemory> bytes) {
    RemotePointer plain = (RemotePointer) pointer;
    HostMemory host = plain.memory.memory.get();
    HostMemory block = new BlockMemory(host, Pointer.nativeValue(pointer), bytes);
    return new RemotePointer(
        new HostView(plain.memory.abi, plain.memory.codePage, () -> block),
        Pointer.nativeValue(pointer));
  }

  /** Whether this pointer came from a host, so that its value is an address there. */
  public static boolean isRemote(Pointer pointer) {
    return pointer instanceof RemotePointer;
  }

  /** Whether this pointer came from this host. */
  public boolean owns(Pointer pointer) {
    return pointer instanceof RemotePointer remote && isSameHost(remote.memory);
  }

  /**
   * Refuses pointers that came from another host, and such into blocks that have been closed.
   *
   * @param pointer may be of any kind, or null
   * @throws ValueException if the pointer means nothing in this host
   */
  public void check(Pointer pointer, String path) {
    if (!(pointer instanceof RemotePointer remote)) {
      return;
    }
    if (!isSameHost(remote.memory)) {
      throw Refusals.argument(
          path,
          "a Pointer of this session, whose functions are in " + memory.get().name(),
          String.format(
              "0x%x in %s, another session's",
              Pointer.nativeValue(pointer), remote.memory.memory.get().name()),
          "pass a Pointer to functions of the session that it came from; copy what lies there"
              + " by getByteArray");
    }
    if (remote.memory.memory.get() instanceof BlockMemory block) {
      block.checkOpen();
    }
  }

  boolean isSameHost(HostView other) {
    return whole(memory.get()) == whole(other.memory.get());
  }

  private static HostMemory whole(HostMemory memory) {
    return memory instanceof BlockMemory block ? block.host() : memory;
  }
}
