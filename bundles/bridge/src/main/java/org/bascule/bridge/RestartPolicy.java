package org.bascule.bridge;

import java.time.Duration;

/**
 * Whether a session whose host has ended begins anew when it is next used.
 *
 * @param most how many times within that time; 0 for never
 * @param within the time; nothing is counted if that is 0
 */
public record RestartPolicy(int most, Duration within) {
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

  /** Whether it ever begins anew. */
  public boolean restarts() {
    return most > 0;
  }
}
