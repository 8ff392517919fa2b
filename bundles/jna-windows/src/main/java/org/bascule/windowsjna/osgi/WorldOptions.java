package org.bascule.windowsjna.osgi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.bascule.bridge.SessionOptions;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.Abi;

/** What the configuration says of the session: where it says nothing, the bridge's own holds. */
final class WorldOptions {
  private static final String ENVIRONMENT = "environment.";

  private static final Map<String, BiFunction<SessionOptions, String, SessionOptions>> ENTRIES =
      new TreeMap<>(
          Map.of(
              "abi", (o, text) -> o.withAbi(Abi.valueOf(text.toUpperCase(Locale.ROOT))),
              "prefix", (o, text) -> o.withPrefix(Path.of(text)),
              "loader", (o, text) -> o.withLoader(Optional.of(Path.of(text))),
              "library.path",
                  (o, text) ->
                      o.withLibraryPath(
                          Arrays.stream(text.split(":")).map(String::strip).map(Path::of).toList()),
              "code.page", (o, text) -> o.withCodePage(Integer.parseInt(text)),
              "start.timeout.seconds", (o, text) -> o.withStartTimeout(seconds(text)),
              "end.timeout.seconds", (o, text) -> o.withEndTimeout(seconds(text))));

  private WorldOptions() {}

  private static Duration seconds(String text) {
    return Duration.ofSeconds(Integer.parseInt(text));
  }

  /**
   * The options.
   *
   * @param defaults of the bridge
   * @throws ValueException if an entry cannot be used
   */
  static SessionOptions read(SessionOptions defaults, Map<String, String> texts) {
    SessionOptions options = defaults;
    for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
      if (!text.getValue().isBlank()) {
        options = with(options, text.getKey(), text.getValue().strip());
      }
    }
    return options;
  }

  private static SessionOptions with(SessionOptions options, String name, String text) {
    if (name.startsWith(ENVIRONMENT)) {
      Map<String, String> environment = new HashMap<>(options.environment());
      environment.put(name.substring(ENVIRONMENT.length()), text);
      return options.withEnvironment(environment);
    }
    var entry = ENTRIES.get(name);
    if (entry == null) {
      throw mistake(
          name,
          "one of bundles, " + String.join(", ", ENTRIES.keySet()) + ", environment.NAME",
          "");
    }
    try {
      return entry.apply(options, text);
    } catch (RuntimeException e) {
      throw mistake(name, "as in org.bascule.bridge", '"' + text + '"');
    }
  }

  private static ValueException mistake(String name, String expected, String actual) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_TEXT,
            "read the configuration " + WorldConfiguration.PID,
            name,
            expected,
            actual.isEmpty() ? "a name that means nothing" : actual,
            "correct the line in conf/" + WorldConfiguration.PID + ".cfg"));
  }
}
