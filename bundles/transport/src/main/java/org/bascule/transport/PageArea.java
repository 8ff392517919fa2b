package org.bascule.transport;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A range of addresses that is the same in both processes, between guards that the host's threads
 * cannot touch. Memory lies behind those pages only for which {@link #fill} has been called. Stays
 * until the host ends. Thread-safe.
 */
@ProviderType
public interface PageArea {
  /** Bytes of a page. */
  int PAGE = 4096;

  /** The address of the first byte, a multiple of 65,536. */
  long address();

  /** Bytes. */
  int size();

  /** All of it, little-endian; only what has been filled may be touched. Always the same object. */
  ByteBuffer memory();

  /**
   * Puts memory full of zeros behind pages that have none.
   *
   * @param offset a multiple of {@link #PAGE}
   * @param length likewise
   * @throws org.bascule.error.BasculeException with code {@code SHARED_MEMORY} if there is none
   */
  void fill(int offset, int length);

  /** Takes the memory behind pages away. Who still looks at them sees zeros. */
  void empty(int offset, int length);
}
