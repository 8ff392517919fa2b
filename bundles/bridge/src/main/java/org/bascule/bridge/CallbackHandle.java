package org.bascule.bridge;

import org.bascule.spi.Address;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A Java function that the DLL can call until this is closed, whoever else refers to it. Used by
 * any thread.
 */
@ProviderType
public interface CallbackHandle<T> extends AutoCloseable {
  /** The Java function. */
  T function();

  /** Where the DLL calls it; goes wherever a function pointer or an address is wanted. */
  Address address();

  /**
   * Gives it back. If the DLL calls it all the same, it gets 0, and an error goes into the log.
   * Idempotent.
   */
  @Override
  void close();
}
