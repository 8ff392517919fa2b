package org.bascule.bridge;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a session whose host has ended begins anew when it is next used.
 *
 * @param most how many times within that time; 0 for never
 * @param within the time; nothing is counted if that is 0
 */
public record RestartPolicy(int most, Duration within) {
  private static final Pattern LIMITED = Pattern.compile("(\\d{1,6})\\s+in\\s+(\\d{1,5})");

  /** It stays ended; who wants to go on opens another one. */
  public static final RestartPolicy NEVER = new RestartPolicy(0, Duration.ZERO);

  /** Always, however often. */
  public static final RestartPolicy ON_NEXT_USE =
      new RestartPolicy(Integer.MAX_VALUE, Duration.ZERO);

  public RestartPolicy {
    Given.value(within, "within");
  }

  /** At most so many times within any span of that length. */
  public static RestartPolicy atMost(int times, Duration within) {
    return new RestartPolicy(times, within);
  }

  /**
   * The policy that a configuration writes as {@code never}, {@code on-next-use} or {@code 3 in
   * 60}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static RestartPolicy of(String text) {
    Matcher limited = LIMITED.matcher(text);
    if (limited.matches()) {
      return atMost(
          Integer.parseInt(limited.group(1)), Duration.ofSeconds(Long.parseLong(limited.group(2))));
    }
    return switch (text) {
      case "never" -> NEVER;
      case "on-next-use" -> ON_NEXT_USE;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** Whether it ever begins anew. */
  public boolean restarts() {
    return most > 0;
  }
}
