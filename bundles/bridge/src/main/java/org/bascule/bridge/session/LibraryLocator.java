package org.bascule.bridge.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.LinkError;
import org.bascule.spi.Abi;

/** Finds DLL files by the names that users give them. */
final class LibraryLocator {
  private static final Pattern DRIVE = Pattern.compile("(?s)[A-Za-z]:[\\\\/].*");

  /** Damaged files name modules like that; Windows takes it for a path. */
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[/\\\\:\0]");

  private final List<Path> libraryPath;
  private final Path prefix;
  private final Abi abi;

  LibraryLocator(List<Path> libraryPath, Path prefix, Abi abi) {
    this.libraryPath = libraryPath;
    this.prefix = prefix;
    this.abi = abi;
  }

  /**
   * Where the library is.
   *
   * @throws LinkError if a path is given and no file is there
   */
  LibraryLocation locate(String library) {
    if (library.indexOf(0) >= 0) {
      String shown = library.replace("\0", "\\0");
      throw missing(shown, shown, "a name with NUL in it");
    }
    if (DRIVE.matcher(library).matches() || library.startsWith("\\\\")) {
      return new LibraryLocation(library, drivePath(library), List.of(library));
    }
    if (library.contains("/")) {
      return file(library);
    }
    List<String> searched = new ArrayList<>();
    for (Path directory : libraryPath) {
      searched.add(directory.toString());
      Optional<Path> found = in(directory, library);
      if (found.isPresent()) {
        return new LibraryLocation(LibraryLocation.windowsPath(found.get()), found, searched);
      }
    }
    searched.add(system().toString());
    return new LibraryLocation(library, in(system(), library), searched);
  }

  /**
   * Windows' own directory: that of its 32-bit DLLs for 32-bit programs, which a prefix for both
   * widths has beside the other.
   */
  Path system() {
    Path narrow = prefix.resolve("drive_c/windows/syswow64");
    return abi == Abi.X86 && Files.isDirectory(narrow)
        ? narrow
        : prefix.resolve("drive_c/windows/system32");
  }

  /** Whether a module is one of Windows' own and there is no Windows before the first start. */
  boolean isToCome(String module) {
    return !isMade() && !WindowsModules.knownFrom(module).isEmpty();
  }

  /** Whether there is a Windows: the first start makes the prefix. */
  boolean isMade() {
    return Files.isDirectory(system());
  }

  /** Wine's own DLLs find their imports in Wine's folders, which need not be in the prefix. */
  static boolean isOfWine(Path file) {
    return file.toString().contains("/drive_c/windows/");
  }

  /** The directories in which Windows shall look for what the library imports. */
  List<String> directories(LibraryLocation location) {
    List<String> directories = new ArrayList<>();
    location
        .file()
        .map(Path::getParent)
        .filter(p -> !p.startsWith(prefix))
        .ifPresent(p -> directories.add(LibraryLocation.windowsPath(p)));
    // Windows refuses to search a directory that is not there, and would load nothing at all.
    libraryPath.stream()
        .filter(Files::isDirectory)
        .forEach(p -> directories.add(LibraryLocation.windowsPath(p)));
    return directories;
  }

  /** Those of the library path that are no directories at the moment. */
  List<Path> absent() {
    return libraryPath.stream().filter(p -> !Files.isDirectory(p)).toList();
  }

  /**
   * Where an imported module would be found: beside the library, on the library path, or in Wine.
   */
  Optional<Path> imported(Path importer, String module) {
    List<Path> places = new ArrayList<>();
    places.add(importer.toAbsolutePath().getParent());
    places.addAll(libraryPath);
    places.add(system());
    return places.stream().map(p -> in(p, module)).flatMap(Optional::stream).findFirst();
  }

  private LibraryLocation file(String library) {
    try {
      Path path = Path.of(library).toAbsolutePath().normalize();
      if (Files.isRegularFile(path)) {
        return new LibraryLocation(
            LibraryLocation.windowsPath(path), Optional.of(path), List.of(path.toString()));
      }
      throw missing(library, path.toString(), Files.isDirectory(path) ? "a directory" : "no file");
    } catch (InvalidPathException e) {
      throw missing(library, library, e.getMessage());
    }
  }

  private static LinkError missing(String library, String path, String actual) {
    return new LinkError(
        new Diagnosis(
            ErrorCode.LIBRARY_NOT_FOUND,
            "load library " + library,
            path,
            "a DLL file",
            actual,
            "correct the path"));
  }

  private Optional<Path> drivePath(String library) {
    Path drive =
        prefix.resolve("dosdevices").resolve(library.substring(0, 2).toLowerCase(Locale.ROOT));
    try {
      Path path = drive.resolve(library.substring(2).replace('\\', '/').replaceFirst("^/+", ""));
      return Optional.of(redirected(path)).filter(Files::isRegularFile);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Windows shows 32-bit programs the directory of their width by the other's name. */
  private Path redirected(Path path) {
    Path wide = prefix.resolve("dosdevices/c:/windows");
    boolean moved =
        system().endsWith("syswow64")
            && path.startsWith(wide)
            && path.getNameCount() > wide.getNameCount() + 1
            && path.getName(wide.getNameCount()).toString().equalsIgnoreCase("system32");
    return moved
        ? system().resolve(path.subpath(wide.getNameCount() + 1, path.getNameCount()))
        : path;
  }

  /** A file of that name, with or without {@code .dll}, in any case, as Windows would find it. */
  private static Optional<Path> in(Path directory, String library) {
    String name = library.contains(".") ? library : library + ".dll";
    if (NOT_IN_NAMES.matcher(name).find()) {
      return Optional.empty();
    }
    try {
      Path exact = directory.resolve(name);
      return Files.isRegularFile(exact) ? Optional.of(exact) : inAnyCase(directory, name);
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      // What cannot be listed, or named on this system, is not found there by Wine either.
      return Optional.empty();
    }
  }

  private static Optional<Path> inAnyCase(Path directory, String name) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(f -> f.getFileName().toString().equalsIgnoreCase(name) && Files.isRegularFile(f))
          .findFirst();
    }
  }
}
