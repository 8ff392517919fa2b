package org.bascule.launcher;

import java.io.IOException;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The folder that the distribution was unpacked to; only read.
 *
 * @param path its absolute path
 */
record Home(Path path) {
  /** The home that this launcher lies in, as {@code lib/launcher.jar}. */
  static Home ofLauncher() {
    try {
      Path jar = Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new Home(jar.toAbsolutePath().getParent().getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the launcher does not lie in a file", e);
    }
  }

  Path deploy() {
    return path.resolve("deploy");
  }

  Path conf() {
    return path.resolve("conf");
  }

  /** {@code conf/framework.properties}, or nothing if there is no such file. */
  Map<String, String> frameworkProperties() throws IOException {
    Properties properties = new Properties();
    Path file = conf().resolve("framework.properties");
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
    Map<String, String> map = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
    return map;
  }

  /** The bundles by start level and name, as {@code bundle/START LEVEL/NAME.jar}. */
  List<LeveledBundle> bundles() throws IOException {
    List<LeveledBundle> bundles = new ArrayList<>();
    for (Path folder : sorted(path.resolve("bundle"))) {
      int level = Integer.parseInt(folder.getFileName().toString());
      for (Path file : sorted(folder)) {
        if (file.toString().endsWith(".jar")) {
          bundles.add(new LeveledBundle(level, file));
        }
      }
    }
    return bundles;
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** A bundle's file and the start level it is started at. */
  record LeveledBundle(int level, Path file) {}
}
