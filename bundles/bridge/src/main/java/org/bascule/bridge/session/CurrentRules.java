package org.bascule.bridge.session;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.bridge.registry.RegistrySnapshot;
import org.bascule.spi.InterfaceRules;

/**
 * The rules that hold for one interface at the time: read once for each generation of the registry,
 * not for each of its functions, since whoever reads it may look at all of them. Held weakly, as
 * they belong to somebody's bundle. Thread-safe.
 */
final class CurrentRules {
  private final MarshallerRegistry registry;
  private final Class<?> type;
  private final Optional<Map<String, ?>> options;
  private volatile Known known = new Known(-1, new WeakReference<>(null));

  private record Known(int generation, WeakReference<InterfaceRules> rules) {}

  CurrentRules(MarshallerRegistry registry, Class<?> type, Optional<Map<String, ?>> options) {
    this.registry = registry;
    this.type = type;
    this.options = options;
  }

  /**
   * The rules.
   *
   * @throws org.bascule.error.SignatureException if the reading refuses the interface or its
   *     options
   */
  InterfaceRules get() {
    RegistrySnapshot now = registry.snapshot();
    Known before = known;
    InterfaceRules rules = before.generation() == now.generation() ? before.rules().get() : null;
    if (rules == null) {
      rules = now.rules(type, options);
      known = new Known(now.generation(), new WeakReference<>(rules));
    }
    return rules;
  }
}
