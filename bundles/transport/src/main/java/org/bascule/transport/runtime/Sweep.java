package org.bascule.transport.runtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Removes what JVMs that were killed in the middle of a start have left. */
public final class Sweep {
  private Sweep() {}

  /**
   * Removes the runtime directories of dead owners. Those of other users and of other pid
   * namespaces stay.
   *
   * @param self who sweeps
   * @return what was removed
   */
  public static List<Path> run(Path parent, OwnerName self) {
    List<Path> removed = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, "bascule-*")) {
      for (Path entry : entries) {
        if (OwnerName.isGone(entry.getFileName().toString(), self) && delete(entry)) {
          removed.add(entry);
        }
      }
    } catch (IOException e) {
      // Sweeping is a courtesy; if the parent cannot be used, making the own directory will say so.
      return removed;
    }
    return removed;
  }

  private static boolean delete(Path entry) {
    try {
      RuntimeDirectory.delete(entry);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
