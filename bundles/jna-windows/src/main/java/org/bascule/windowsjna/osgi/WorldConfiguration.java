package org.bascule.windowsjna.osgi;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The configuration {@code org.bascule.windowsjna}. */
final class WorldConfiguration {
  static final String PID = "org.bascule.windowsjna";

  /** The entry with symbolic names. */
  static final String BUNDLES = "bundles";

  /** What the framework's own services add. */
  private static final Pattern FRAMEWORK = Pattern.compile("(component|service|osgi|felix)\\.");

  private WorldConfiguration() {}

  /** Which bundles are in this world. */
  static OptIn optIn(Map<String, ?> configuration) {
    Object names = configuration.get(BUNDLES);
    if (names instanceof String[] many) {
      return OptIn.of(many);
    }
    return names == null ? OptIn.of() : OptIn.of(names.toString());
  }

  /** What is said of the session. */
  static Map<String, String> session(Map<String, ?> configuration) {
    Map<String, String> texts = new HashMap<>();
    configuration.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    texts.keySet().removeIf(name -> FRAMEWORK.matcher(name).lookingAt());
    return texts;
  }
}
