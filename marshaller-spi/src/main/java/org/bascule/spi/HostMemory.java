package org.bascule.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The memory of one host process. Used by any thread. */
@ProviderType
public interface HostMemory {
  /**
   * A bounded view of memory anywhere in the host. Memory of the arena is accessed directly;
   * anything else by the host, one request an access, so prefer bulk methods there.
   *
   * @param address the first byte, in the host
   * @param size bytes
   */
  WindowsMemory view(long address, long size);

  /**
   * The bytes of a text up to, and without, its terminating zero unit.
   *
   * @param address the first byte, in the host
   * @param unit bytes of one unit: 1, 2 or 4
   * @throws org.bascule.error.BasculeException with code {@code MEMORY_FAULT} if memory ends before
   *     the text does, or {@code TOO_LARGE}
   */
  byte[] readTerminated(long address, int unit);

  /**
   * The home that this address lies in, if its owner is still referred to.
   *
   * @param address an address in the host
   */
  default Optional<Home> homeAt(long address) {
    return Optional.empty();
  }

  /** What messages call the host, such as {@code host 4711} by its process. */
  default String name() {
    return "a host";
  }
}
