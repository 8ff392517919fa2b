package org.bascule.launcher;

import java.nio.file.Path;

/**
 * Where Bascule keeps what belongs to one user: {@code $XDG_DATA_HOME/bascule}.
 *
 * @param path its absolute path; perhaps not there yet
 */
record DataFolder(Path path) {
  static DataFolder ofUser() {
    String xdg = System.getenv("XDG_DATA_HOME");
    Path base =
        xdg == null || xdg.isEmpty() ? home().resolve(".local").resolve("share") : Path.of(xdg);
    return new DataFolder(base.resolve("bascule").toAbsolutePath());
  }

  /** Java asks the list of users only, in which those of containers often are not. */
  private static Path home() {
    String known = System.getProperty("user.home");
    String home = known.equals("?") ? System.getenv().getOrDefault("HOME", "") : known;
    if (!home.startsWith("/")) {
      throw new IllegalStateException(
          "this user has no home directory; set HOME, or XDG_DATA_HOME and XDG_CACHE_HOME");
    }
    return Path.of(home);
  }

  /** What was typed in the console. */
  Path history() {
    return path.resolve("history");
  }

  /** The parent of the folders of all running processes. */
  Path runs() {
    return path.resolve("run");
  }
}
