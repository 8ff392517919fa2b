package org.bascule.shell;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as it is typed: {@code 30}, {@code 0.5}, {@code 500ms}, {@code 2s}, {@code 5m}. */
final class TypedTime {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s|m)?");
  private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1000L, "m", 60_000L);

  private TypedTime() {}

  /**
   * The time.
   *
   * @throws org.bascule.error.ValueException if it is none
   */
  static Duration parse(Misuse misuse, String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw misuse.badText("timeout", "a time such as 30, 0.5, 500ms, 2s or 5m", '"' + text + '"');
    }
    String unit = matcher.group(2) == null ? "s" : matcher.group(2);
    BigDecimal millis =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(MILLIS.get(unit)));
    return Duration.ofMillis(millis.longValue());
  }
}
