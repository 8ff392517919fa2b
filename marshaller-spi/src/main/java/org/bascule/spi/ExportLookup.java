package org.bascule.spi;

import org.osgi.annotation.versioning.ProviderType;

/** The exports of a DLL that a host has loaded. Used while a function is bound. */
@ProviderType
public interface ExportLookup {
  /** The address of the module in the host. */
  long module();

  /**
   * The address of an exported function.
   *
   * @param name as the DLL exports it, or {@code #} and an ordinal
   * @throws org.bascule.error.LinkError if the DLL does not export it
   */
  long address(String name);
}
