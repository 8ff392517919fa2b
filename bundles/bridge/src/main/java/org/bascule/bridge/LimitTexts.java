package org.bascule.bridge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How limits of the machine's resources are written. */
final class LimitTexts {
  private static final Pattern BYTES = Pattern.compile("(\\d{1,9})([kmgKMG]?)");

  private LimitTexts() {}

  static Map<String, OptionTexts.Entry> entries() {
    return Map.of(
        "limit.memory",
        entry(
            "bytes, at least 64m, as a number with k, m or g; or 0",
            (limits, text) -> limits.withMemory(bytes(text))),
        "limit.cpu",
        entry(
            "seconds, as a whole number",
            (limits, text) -> limits.withCpu(Duration.ofSeconds(Integer.parseInt(text)))),
        "limit.processes",
        entry(
            "a whole number, at least 16, or 0",
            (limits, text) -> limits.withProcesses(Integer.parseInt(text))),
        "limit.files",
        entry(
            "a whole number, at least 256, or 0",
            (limits, text) -> limits.withFiles(Integer.parseInt(text))),
        "limit.cgroup",
        entry(
            "the path of a directory",
            (limits, text) -> limits.withControlGroup(Optional.of(Path.of(text)))));
  }

  private static OptionTexts.Entry entry(
      String expected, BiFunction<ResourceLimits, String, ResourceLimits> change) {
    return new OptionTexts.Entry(
        expected, (o, text) -> o.withResources(change.apply(o.resources(), text)));
  }

  private static long bytes(String text) {
    Matcher bytes = BYTES.matcher(text);
    if (!bytes.matches()) {
      throw new IllegalArgumentException(text);
    }
    int shift =
        switch (bytes.group(2).toLowerCase(Locale.ROOT)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return Long.parseLong(bytes.group(1)) << shift;
  }
}
