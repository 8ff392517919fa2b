package org.bascule.windowsjna.osgi;

import java.util.Map;
import java.util.TreeSet;
import org.bascule.bridge.OptionTexts;
import org.bascule.bridge.SessionOptions;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;

/** What the configuration says of the session: where it says nothing, the bridge's own holds. */
final class WorldOptions {
  private static final String OPERATION = "read the configuration " + WorldConfiguration.PID;
  private static final String REMEDY =
      "correct the line in conf/" + WorldConfiguration.PID + ".cfg";

  private static final OptionTexts TEXTS = new OptionTexts(OPERATION, "", REMEDY, true);

  private WorldOptions() {}

  /**
   * The options.
   *
   * @param defaults of the bridge
   * @throws ValueException if an entry cannot be used
   */
  static SessionOptions read(SessionOptions defaults, Map<String, String> texts) {
    for (String name : new TreeSet<>(texts.keySet())) {
      if (!OptionTexts.knows(name)) {
        throw mistake(name);
      }
    }
    return TEXTS.read(defaults, texts);
  }

  private static ValueException mistake(String name) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_TEXT,
            OPERATION,
            name,
            "one of bundles, " + String.join(", ", OptionTexts.names()),
            "a name that means nothing",
            REMEDY));
  }
}
