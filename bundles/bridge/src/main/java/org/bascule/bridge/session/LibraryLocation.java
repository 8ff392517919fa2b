package org.bascule.bridge.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a DLL was found, or that Windows shall look for it itself.
 *
 * @param windowsName what the host is told to load
 * @param file the DLL as Linux names it; empty if Windows searches
 * @param searched the places that were looked at
 */
record LibraryLocation(String windowsName, Optional<Path> file, List<String> searched) {
  /** A file's name for Wine, whose drive {@code Z:} is the Linux root. */
  static String windowsPath(Path path) {
    return "Z:" + path.toAbsolutePath().normalize().toString().replace('/', '\\');
  }
}
