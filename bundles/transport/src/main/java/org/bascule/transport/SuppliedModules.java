package org.bascule.transport;

import java.util.Set;

/** Modules of Windows that hosts bring along, for a Wine that does not have them. */
public final class SuppliedModules {
  /** Their names in lower case. */
  public static final Set<String> NAMES = Set.of("bcryptprimitives.dll");

  private SuppliedModules() {}
}
