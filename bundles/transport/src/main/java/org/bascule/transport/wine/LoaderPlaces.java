package org.bascule.transport.wine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bascule.protocol.HostAbi;

/** Where Wine loaders are wont to lie. */
final class LoaderPlaces {
  /** The environment variable that names a loader. */
  static final String VARIABLE = "BASCULE_WINE";

  private static final List<String> NAMES_64 = List.of("wine64", "wine");
  private static final List<String> NAMES_32 = List.of("wine", "wine32", "wine64");
  private static final List<String> DIRECTORIES =
      List.of("usr/lib/wine", "usr/lib/x86_64-linux-gnu/wine", "usr/lib/i386-linux-gnu/wine");

  private final Path root;
  private final Map<String, String> environment;

  /**
   * Places below this root.
   *
   * @param root {@code /}, but in tests
   */
  LoaderPlaces(Path root, Map<String, String> environment) {
    this.root = root;
    this.environment = environment;
  }

  /** All places for this width, in order, each once. */
  List<Path> of(byte abi) {
    List<Path> directories = new ArrayList<>();
    DIRECTORIES.forEach(directory -> directories.add(root.resolve(directory)));
    directories.addAll(optional());
    directories.add(root.resolve("usr/local/bin"));
    directories.add(root.resolve("usr/bin"));
    for (String entry : environment.getOrDefault("PATH", "").split(":")) {
      if (entry.startsWith("/")) {
        directories.add(Path.of(entry));
      }
    }
    List<Path> places = new ArrayList<>();
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isEmpty()) {
      places.add(Path.of(named));
    }
    List<String> names = abi == HostAbi.X86 ? NAMES_32 : NAMES_64;
    directories.forEach(d -> names.forEach(name -> places.add(d.resolve(name))));
    return places.stream().distinct().toList();
  }

  /** Whether the environment names this one. */
  boolean isNamed(Path place) {
    return place.toString().equals(environment.get(VARIABLE));
  }

  /** {@code /opt/wine-*}{@code /bin}: where WineHQ's packages lie. */
  private List<Path> optional() {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve("opt"), "wine*")) {
      entries.forEach(entry -> found.add(entry.resolve("bin")));
    } catch (IOException e) {
      return List.of();
    }
    found.sort(null);
    return found;
  }
}
