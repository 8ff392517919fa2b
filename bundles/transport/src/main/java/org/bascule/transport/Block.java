package org.bascule.transport;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A piece of the arena. After {@link #close} its memory may be given to somebody else; it is never
 * unmapped while reachable.
 */
@ProviderType
public interface Block extends AutoCloseable {
  /** The address of the first byte, the same in both processes. */
  long address();

  /** Bytes. */
  long size();

  /** The memory, little-endian, position 0, limit {@link #size()}. Always the same object. */
  ByteBuffer memory();

  /** Gives the memory back. Idempotent. */
  @Override
  void close();
}
