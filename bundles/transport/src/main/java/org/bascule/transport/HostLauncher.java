package org.bascule.transport;

import org.osgi.annotation.versioning.ProviderType;

/** Starts hosts. An OSGi service; without OSGi, {@code WineHostLauncher}. */
@ProviderType
public interface HostLauncher {
  /**
   * Finds Wine, makes the prefix if needed, starts the host and greets it.
   *
   * @throws org.bascule.error.HostStartException if any of it fails; nothing is left behind then
   */
  Host launch(HostSettings settings);

  /**
   * What Wine loaders there are and what was tried, for reports; never throws for a missing Wine.
   */
  WineReport wine(HostSettings settings);

  /** Looks at everything that a host needs, without starting one. */
  java.util.List<Finding> examine(HostSettings settings);
}
