package org.bascule.lifetime;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where this user is at home. Java asks the list of users only, in which those of containers often
 * are not; the environment may know more.
 */
public final class UserHome {
  /** What Java says of a user who has none. */
  private static final String UNKNOWN = "?";

  private UserHome() {}

  /** The directory; of one who has none a path that {@link #none} tells. */
  public static Path path() {
    return of(System.getProperty("user.home"), System.getenv());
  }

  static Path of(String property, Map<String, String> environment) {
    if (property != null && !property.isEmpty() && !property.equals(UNKNOWN)) {
      return Path.of(property);
    }
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.startsWith("/") ? home : UNKNOWN);
  }

  /** Whether the path lies in the home of a user who has none. */
  public static boolean none(Path path) {
    return path.startsWith(UNKNOWN);
  }
}
