package org.bascule.bridge.plan;

import java.util.HashMap;
import java.util.Map;
import org.bascule.spi.Marshaller;
import org.bascule.spi.TypeUse;

/**
 * What has been compiled behind the pointers of one compilation unit, for further plans of the unit
 * in which the same type stands at the same path, and is called the same in messages. Confined to
 * the thread that compiles.
 */
final class KnownTargets {
  private final Map<Key, Known> known = new HashMap<>();

  private record Key(TypeUse use, BindingEnvironment environment) {}

  /**
   * A marshaller that is complete, or will be when the unit is.
   *
   * @param findings of it and of its parts
   */
  record Known(Marshaller<?> marshaller, Findings findings) {}

  /** Null if it has not been compiled. */
  Known get(TypeUse use, BindingEnvironment environment) {
    return known.get(new Key(use, environment));
  }

  void add(
      TypeUse use, BindingEnvironment environment, Marshaller<?> marshaller, Findings findings) {
    known.put(new Key(use, environment), new Known(marshaller, findings));
  }
}
