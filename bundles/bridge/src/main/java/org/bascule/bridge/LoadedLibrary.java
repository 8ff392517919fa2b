package org.bascule.bridge;

import java.util.List;
import org.bascule.spi.Address;
import org.osgi.annotation.versioning.ProviderType;

/** A DLL that is loaded in a session. */
@ProviderType
public interface LoadedLibrary {
  /** The name it was asked for by. */
  String name();

  /** Where the host found it, as Windows writes it. */
  String path();

  /** Its module handle: the address where it lies in the host. */
  long module();

  /** All that it exports, by ordinal. */
  List<ExportInfo> exports();

  /**
   * Where an export lies: a function's code, or a variable.
   *
   * @param export its name, decorated as it is, or {@code #} and an ordinal
   * @throws org.bascule.error.LinkError if the DLL does not export it
   */
  Address address(String export);
}
