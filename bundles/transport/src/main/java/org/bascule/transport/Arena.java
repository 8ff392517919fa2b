package org.bascule.transport;

import java.nio.Buffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The shared memory of one host. Its space is really allocated, so that a full disk is an error
 * here and no SIGBUS later.
 */
@ProviderType
public interface Arena {
  /**
   * Zeroed memory that both processes see at the same address.
   *
   * @param size bytes, more than 0
   * @param alignment a power of two, at most 4096
   * @throws org.bascule.error.BasculeException with code {@code TOO_LARGE} or {@code SHARED_MEMORY}
   *     if it cannot be had
   */
  Block allocate(long size, int alignment);

  /**
   * Addresses for memory that comes and goes by pages.
   *
   * @param size bytes, a multiple of 65,536
   * @throws org.bascule.error.BasculeException with code {@code SHARED_MEMORY} if there are none
   */
  PageArea reserve(int size);

  /**
   * The block that owns this address, or null. Blocks and lane windows count.
   *
   * @param address an address in the host
   */
  Block find(long address);

  /** Whether this address lies in the arena, given out or not. */
  boolean covers(long address);

  /**
   * Where a direct buffer of this JVM lies, whoever made it; its position does not count. Memory of
   * the arena lies there for the host too.
   *
   * @throws IllegalArgumentException if it is not direct
   */
  long addressOf(Buffer direct);

  /** Bytes given out at the moment, windows of lanes included. */
  long used();

  /** Bytes of all segments, those for windows of lanes left out. */
  long capacity();
}
