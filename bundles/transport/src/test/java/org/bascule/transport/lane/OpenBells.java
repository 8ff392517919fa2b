package org.bascule.transport.lane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The bells that this process has open. */
final class OpenBells {
  private OpenBells() {}

  static int count() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc/self/fd"))) {
      return (int) entries.filter(OpenBells::isBell).count();
    }
  }

  /** Returns when there are so many. */
  static void await(int count) throws IOException {
    while (count() != count) {
      Thread.onSpinWait();
    }
  }

  private static boolean isBell(Path fd) {
    try {
      return Files.readSymbolicLink(fd).toString().contains("-bell-");
    } catch (IOException e) {
      return false;
    }
  }
}
