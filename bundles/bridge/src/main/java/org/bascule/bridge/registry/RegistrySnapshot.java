package org.bascule.bridge.registry;

import java.util.List;

/**
 * The factories of one generation, in the order in which they are asked.
 *
 * @param generation counts the changes of the registry
 */
public record RegistrySnapshot(int generation, List<RegisteredFactory> factories) {
  public RegistrySnapshot {
    factories = List.copyOf(factories);
  }
}
