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
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(xdg);
    return new DataFolder(base.resolve("bascule").toAbsolutePath());
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
