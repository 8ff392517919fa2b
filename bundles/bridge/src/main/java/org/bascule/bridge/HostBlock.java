package org.bascule.bridge;

import org.bascule.spi.Address;
import org.bascule.spi.WindowsMemory;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Memory that Java and the DLL share: what one side writes, the other sees at once, also after a
 * call has returned. Used by any thread. Freed by {@link #close}; the DLL must not use it after
 * that.
 */
@ProviderType
public interface HostBlock extends AutoCloseable {
  /** Its address, for the DLL. */
  Address address();

  /** The memory, zeroed at first. */
  WindowsMemory memory();

  /** Gives it back. Idempotent. */
  @Override
  void close();
}
