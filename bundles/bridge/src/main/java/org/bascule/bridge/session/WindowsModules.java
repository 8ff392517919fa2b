package org.bascule.bridge.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which modules are Windows' own, so that no vendor can have forgotten them. */
final class WindowsModules {
  private static final String LIST = "windows-modules.txt";

  /** Names of Windows' API sets; the loader takes them for real modules. */
  private static final String API_SETS = "(?i)(api|ext)-ms-.*";

  private WindowsModules() {}

  static boolean isApiSet(String module) {
    return module.matches(API_SETS);
  }

  /** How a module is known as one of Windows' own; empty if it is not. */
  static String knownFrom(String module) {
    if (isApiSet(module)) {
      return "its name says so";
    }
    String name = module.toLowerCase(Locale.ROOT).replaceFirst("\\.dll$", "");
    return Listed.NAMES.contains(name) ? "mingw-w64 lists it" : "";
  }

  /** Read when it is first needed, which is for an error or the doctor. */
  private static final class Listed {
    static final Set<String> NAMES = read();

    private static Set<String> read() {
      try (InputStream in = WindowsModules.class.getResourceAsStream(LIST);
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
        return lines
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.toUnmodifiableSet());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
