package org.bascule.bridge.standalone;

import org.bascule.bridge.Bascule;
import org.osgi.annotation.versioning.ProviderType;

/** A bridge that belongs to whoever made it, and that he may close. */
@ProviderType
public interface StandaloneBascule extends Bascule, AutoCloseable {
  /**
   * Closes every session, also one that another thread is just opening: that thread gets a {@link
   * org.bascule.error.HostStartException}, and its host ends when it has come to be. Opens none any
   * more. Need not be called: hosts end with the JVM. Idempotent.
   */
  @Override
  void close();
}
