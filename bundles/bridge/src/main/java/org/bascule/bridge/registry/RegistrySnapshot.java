package org.bascule.bridge.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bascule.spi.InterfaceRules;

/**
 * The factories of one generation, and the readings of interfaces, in the order in which they are
 * asked.
 *
 * @param generation counts the changes of the registry
 */
public record RegistrySnapshot(
    int generation, List<RegisteredFactory> factories, List<RegisteredReading> readings) {
  public RegistrySnapshot {
    factories = List.copyOf(factories);
    readings = List.copyOf(readings);
  }

  /** A generation without readings. */
  public RegistrySnapshot(int generation, List<RegisteredFactory> factories) {
    this(generation, factories, List.of());
  }

  /** How an interface is read that was loaded with these options, if any were given. */
  public InterfaceRules rules(Class<?> type, Optional<Map<String, ?>> options) {
    return readings.stream()
        .map(reading -> reading.reading().read(type, options))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(InterfaceRules.PLAIN);
  }
}
