package org.bascule.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What a process may leave behind, seen from outside. */
public final class Leftovers {
  private static final long POLL_NANOSECONDS = 1_000_000;

  private static final List<Path> PLACES =
      Stream.of("/dev/shm", System.getenv("XDG_RUNTIME_DIR"), "/tmp")
          .filter(Objects::nonNull)
          .map(Path::of)
          .toList();

  private Leftovers() {}

  /** Files, FIFOs and directories of that JVM in every place where Bascule may put some. */
  public static List<Path> of(long jvm) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path place : PLACES) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> entries = Files.list(place)) {
          entries
              .filter(entry -> entry.getFileName().toString().matches("bascule-.*-" + jvm + "-.*"))
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  /** Whether it runs; one that has ended but that nobody has asked for its status (Z) does not. */
  public static boolean isAlive(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits for the condition; the time that it took, or null if it did not come true. */
  public static Duration await(Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        return null;
      }
      LockSupport.parkNanos(POLL_NANOSECONDS);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
