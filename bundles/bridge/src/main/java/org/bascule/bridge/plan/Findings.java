package org.bascule.bridge.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bascule.spi.Directive;
import org.bascule.spi.TypeUse;

/**
 * What was found out while one function was compiled.
 *
 * @param origins path of each part to the factory that took it
 * @param directives path of each pointer to what is said of it, also by records and structs
 */
record Findings(Map<String, String> origins, Map<String, Directive> directives) {
  Findings() {
    this(new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /** Remembers who took a part. */
  void took(TypeUse part, String origin) {
    origins.put(part.path(), origin);
    part.directive().ifPresent(directive -> directives.putIfAbsent(part.path(), directive));
  }
}
