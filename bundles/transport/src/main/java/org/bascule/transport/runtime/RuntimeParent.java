package org.bascule.transport.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses the directory in which runtime directories are made: memory, if there is any. */
public final class RuntimeParent {
  private RuntimeParent() {}

  /** The first place that can be written to; empty if none can. */
  public static Optional<Path> choose() {
    return places().stream().filter(RuntimeParent::usable).findFirst();
  }

  /** The places that are tried, in order. */
  public static List<Path> places() {
    return places(System.getenv(), System.getProperty("java.io.tmpdir"));
  }

  static List<Path> places(Map<String, String> environment, String temporary) {
    return Stream.of("/dev/shm", environment.get("XDG_RUNTIME_DIR"), temporary)
        .filter(place -> place != null && !place.isEmpty())
        .map(Path::of)
        .distinct()
        .toList();
  }

  private static boolean usable(Path place) {
    return Files.isDirectory(place) && Files.isWritable(place);
  }
}
