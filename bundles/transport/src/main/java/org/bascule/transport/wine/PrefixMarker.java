package org.bascule.transport.wine;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * The file that says that a prefix is ours to change.
 *
 * @param wineVersion the Wine that has made or updated it last; empty if that is not known
 */
record PrefixMarker(String wineVersion) {
  static final String FILE = "bascule.properties";

  private static final String VERSION = "wine.version";

  /** The marker; empty if there is none. */
  static Optional<PrefixMarker> read(Path prefix) throws IOException {
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(prefix.resolve(FILE))) {
      properties.load(text);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    return Optional.of(new PrefixMarker(properties.getProperty(VERSION, "")));
  }

  /** Writes it, all or nothing. */
  void write(Path prefix) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(VERSION, wineVersion);
    Path part = prefix.resolve(FILE + ".part");
    try (Writer text = Files.newBufferedWriter(part)) {
      properties.store(text, "This Wine prefix belongs to Bascule, which updates it as needed.");
    }
    Files.move(part, prefix.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }
}
