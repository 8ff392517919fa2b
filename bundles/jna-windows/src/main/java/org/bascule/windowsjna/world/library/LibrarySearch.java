package org.bascule.windowsjna.world.library;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds DLL files as Windows would, where the case of letters does not count: JNA itself looks for
 * the very name in {@code jna.library.path}.
 */
final class LibrarySearch {
  private LibrarySearch() {}

  /** The file of that name; else the name as it is, for the session and Windows to find. */
  static String find(String name) {
    try {
      return name.contains("/") ? inItsFolder(name) : onThePath(name);
    } catch (InvalidPathException e) {
      return name;
    }
  }

  private static String inItsFolder(String name) {
    Path path = Path.of(name).toAbsolutePath().normalize();
    if (Files.exists(path) || path.getParent() == null) {
      return name;
    }
    return in(path.getParent(), path.getFileName().toString()).map(Path::toString).orElse(name);
  }

  private static String onThePath(String name) {
    String path = System.getProperty("jna.library.path", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> in(Path.of(folder).toAbsolutePath(), name).stream())
        .map(Path::toString)
        .findFirst()
        .orElse(name);
  }

  private static Optional<Path> in(Path folder, String name) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    String file = name.contains(".") ? name : name + ".dll";
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(each -> each.getFileName().toString().equalsIgnoreCase(file))
          .filter(Files::isRegularFile)
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
