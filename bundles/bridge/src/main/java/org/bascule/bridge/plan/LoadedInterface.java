package org.bascule.bridge.plan;

import java.util.Map;
import java.util.Optional;

/**
 * The interface whose methods are compiled.
 *
 * @param type empty for C prototypes
 * @param options what it was loaded with; empty if nothing was said
 */
public record LoadedInterface(Optional<Class<?>> type, Optional<Map<String, ?>> options) {
  /** For C prototypes. */
  public static final LoadedInterface NONE =
      new LoadedInterface(Optional.empty(), Optional.empty());

  /** An interface, loaded with these options if any were given. */
  public static LoadedInterface of(Class<?> type, Optional<Map<String, ?>> options) {
    return new LoadedInterface(Optional.of(type), options);
  }
}
