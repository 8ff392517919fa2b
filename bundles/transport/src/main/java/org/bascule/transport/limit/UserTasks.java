package org.bascule.transport.limit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many processes and threads a user has, as the kernel counts them for his limit. */
final class UserTasks {
  private UserTasks() {}

  static long count(int uid) {
    long count = 0;
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        count += of(process, uid);
      }
    } catch (IOException e) {
      return count;
    }
    return count;
  }

  private static long of(Path process, int uid) {
    try {
      return (int) Files.getAttribute(process, "unix:uid") == uid
          ? (int) Files.getAttribute(process.resolve("task"), "unix:nlink") - 2
          : 0;
    } catch (IOException e) {
      // It has just ended.
      return 0;
    }
  }
}
