package org.bascule.transport.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the server process of a Wine prefix. */
final class WineServer {
  private WineServer() {}

  /** Its process id; empty if it cannot be found. */
  static Optional<Long> of(Path prefix) {
    try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
      // The server's working directory is named after the prefix: server-DEVICE-INODE.
      String name =
          "server-%x-%x"
              .formatted(
                  (long) Files.getAttribute(prefix, "unix:dev"),
                  (long) Files.getAttribute(prefix, "unix:ino"));
      return processes
          .map(ProcessHandle::pid)
          .filter(pid -> worksIn(pid, name))
          .filter(WineServer::isServer)
          .findFirst();
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static boolean worksIn(long pid, String name) {
    try {
      Path directory = Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"));
      return directory.endsWith(name);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isServer(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "comm"))
          .startsWith("wineserver");
    } catch (IOException e) {
      return false;
    }
  }
}
