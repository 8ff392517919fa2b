package org.bascule.windowsjna.door;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarFile;

/** The JNA that a class loader brings: perhaps an older one, which has fewer classes. */
final class OwnJna {
  private OwnJna() {}

  /** Whether a class lies where those of this domain do; where that cannot be seen, all do. */
  static Predicate<String> of(ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    if (source == null || source.getLocation() == null) {
      return name -> true;
    }
    try {
      return in(Path.of(source.getLocation().toURI()));
    } catch (IOException
        | URISyntaxException
        | IllegalArgumentException
        | FileSystemNotFoundException e) {
      return name -> true;
    }
  }

  private static Predicate<String> in(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return name -> Files.exists(place.resolve(name + ".class"));
    }
    Set<String> files = new HashSet<>();
    try (JarFile jar = new JarFile(place.toFile())) {
      jar.stream().forEach(entry -> files.add(entry.getName()));
    }
    return name -> files.contains(name + ".class");
  }
}
