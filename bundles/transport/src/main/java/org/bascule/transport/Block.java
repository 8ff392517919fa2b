package org.bascule.transport;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A piece of the arena. After {@link #close} its memory may be given to somebody else; it is never
 * unmapped while reachable. Thread-safe.
 */
@ProviderType
public interface Block extends AutoCloseable {
  /** The address of the first byte, the same in both processes. */
  long address();

  /** Bytes. */
  long size();

  /** The memory, little-endian, position 0, limit {@link #size()}. Always the same object. */
  ByteBuffer memory();

  /** Whether it has been closed or retired: its memory is nobody's, or somebody else's. */
  boolean isClosed();

  /** Gives the memory back, at once. Nobody may be using it. Idempotent. */
  @Override
  void close();

  /**
   * The same where somebody may just be reading or writing: it is closed now, and nobody gets the
   * memory until what has begun before is long over.
   */
  void retire();
}
