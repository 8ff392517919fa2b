package org.bascule.windowsjna.osgi;

import java.util.Map;
import java.util.Set;
import org.bascule.bridge.OptionTexts;
import org.bascule.bridge.SessionOptions;
import org.bascule.error.ValueException;

/** What the configuration says of the session: where it says nothing, the bridge's own holds. */
final class WorldOptions {
  private static final OptionTexts TEXTS =
      new OptionTexts(
              "read the configuration " + WorldConfiguration.PID,
              "",
              "correct the line in conf/" + WorldConfiguration.PID + ".cfg",
              true)
          .beside(Set.of(WorldConfiguration.BUNDLES));

  private WorldOptions() {}

  /**
   * The options.
   *
   * @param defaults of the bridge
   * @throws ValueException if an entry cannot be used
   */
  static SessionOptions read(SessionOptions defaults, Map<String, String> texts) {
    return TEXTS.read(defaults, texts);
  }
}
