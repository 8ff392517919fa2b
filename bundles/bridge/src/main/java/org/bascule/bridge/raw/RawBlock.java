package org.bascule.bridge.raw;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** Memory that both sides see at the same address. Used by any thread. */
@ProviderType
public interface RawBlock extends AutoCloseable {
  /** The address of the first byte, in both processes; a multiple of 16. */
  long address();

  /**
   * The memory, little-endian. Always the same object. Never unmapped while it is reachable, also
   * when the block is closed and the host has ended.
   */
  ByteBuffer memory();

  /** Gives it back; a little later somebody else may get it. Idempotent. */
  @Override
  void close();
}
