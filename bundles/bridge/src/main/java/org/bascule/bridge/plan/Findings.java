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

  /** The same of one part and of what is in it. */
  Findings below(String path) {
    Findings below = new Findings();
    origins.forEach((p, origin) -> putBelow(path, p, origin, below.origins));
    directives.forEach((p, directive) -> putBelow(path, p, directive, below.directives));
    return below;
  }

  private static <T> void putBelow(String path, String candidate, T value, Map<String, T> below) {
    if (candidate.startsWith(path)) {
      below.put(candidate, value);
    }
  }

  /** What was found out elsewhere of parts that are here too. */
  void add(Findings others) {
    origins.putAll(others.origins);
    others.directives.forEach(directives::putIfAbsent);
  }
}
