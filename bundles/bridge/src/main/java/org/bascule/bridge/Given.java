package org.bascule.bridge;

import java.util.List;
import java.util.Map;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;

/** Options that are something, and immutable; everything else is refused with a code. */
final class Given {
  private Given() {}

  /**
   * The value.
   *
   * @throws ValueException with code {@code BAD_ARGUMENT} if it is null
   */
  static <T> T value(T value, String option) {
    if (value == null) {
      throw refused(option, "a value", "null");
    }
    return value;
  }

  static <T> List<T> list(List<T> values, String option) {
    int index = 0;
    for (T each : value(values, option)) {
      if (each == null) {
        throw refused(option, "a list of values", "null as its element " + index);
      }
      index++;
    }
    return List.copyOf(values);
  }

  static <K, V> Map<K, V> map(Map<K, V> values, String option) {
    for (Map.Entry<K, V> entry : value(values, option).entrySet()) {
      if (entry.getKey() == null || entry.getValue() == null) {
        throw refused(option, "names and values", entry.toString());
      }
    }
    return Map.copyOf(values);
  }

  /** Refuses what does not fit. */
  static void fitting(boolean fits, String option, String expected, String actual) {
    if (!fits) {
      throw refused(option, expected, actual);
    }
  }

  private static ValueException refused(String option, String expected, String actual) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            "set an option",
            "the option " + option,
            expected,
            actual,
            "pass one, or leave the option as it is"));
  }
}
