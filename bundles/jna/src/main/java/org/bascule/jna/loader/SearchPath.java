package org.bascule.jna.loader;

import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Where programs that know no session say that DLLs lie. */
final class SearchPath {
  /** Our own property. */
  static final String OWN = "bascule.library.path";

  /** JNA's. */
  static final String JNA = "jna.library.path";

  private static final System.Logger LOG = System.getLogger("org.bascule.jna");
  private static final MethodHandle ADDED = added();

  private final UnaryOperator<String> properties;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /**
   * A path without any directories yet: each search reads them anew.
   *
   * @param properties those of the system
   */
  SearchPath(UnaryOperator<String> properties) {
    this.properties = properties;
  }

  /** The directories that a property names, without those that are none, of which the log tells. */
  List<Path> of(String property) {
    String entries = properties.apply(property);
    return Arrays.stream((entries == null ? "" : entries).split(File.pathSeparator))
        .filter(entry -> !entry.isBlank())
        .flatMap(entry -> directory(property, entry.strip()).stream())
        .toList();
  }

  /** The DLL's path, if it lies in one of the directories; else the name as it is. */
  String find(String name) {
    if (name == null || name.contains("/") || name.contains("\\")) {
      return name;
    }
    List<Path> directories = new ArrayList<>(added(name));
    directories.addAll(of(OWN));
    directories.addAll(of(JNA));
    return directories.stream()
        .flatMap(directory -> in(directory, name).stream())
        .findFirst()
        .map(Path::toString)
        .orElse(name);
  }

  /** Those that {@code NativeLibrary.addSearchPath} was told for this library. */
  private List<Path> added(String name) {
    List<String> entries;
    try {
      Map<?, ?> all = (Map<?, ?>) ADDED.invokeExact();
      entries = all.get(name) instanceof List<?> known ? texts(known) : List.of();
    } catch (LinkageError e) {
      // Where JNA cannot be used nobody has told it anything; opening the session says why.
      entries = List.of();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    return entries.stream()
        .flatMap(entry -> directory("NativeLibrary.addSearchPath", entry).stream())
        .toList();
  }

  private static List<String> texts(List<?> known) {
    synchronized (known) {
      return known.stream().map(String::valueOf).toList();
    }
  }

  private Optional<Path> directory(String from, String entry) {
    try {
      Path directory = Path.of(entry).toAbsolutePath();
      if (Files.isDirectory(directory) && Files.isReadable(directory)) {
        return Optional.of(directory);
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    if (warned.add(from + ": " + entry)) {
      LOG.log(
          System.Logger.Level.WARNING,
          entry
              + " of "
              + from
              + " is no directory that can be read; libraries are searched for without it");
    }
    return Optional.empty();
  }

  /** With or without {@code .dll}, in any case, as Windows would find it. */
  private static Optional<Path> in(Path directory, String name) {
    String file = name.contains(".") ? name : name + ".dll";
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(f -> f.getFileName().toString().equalsIgnoreCase(file) && Files.isRegularFile(f))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MethodHandle added() {
    try {
      return MethodHandles.privateLookupIn(NativeLibrary.class, MethodHandles.lookup())
          .findStaticGetter(NativeLibrary.class, "searchPaths", Map.class)
          .asType(MethodType.methodType(Map.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
