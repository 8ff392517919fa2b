package org.bascule.transport.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How many descriptors a process has open, and how many it may have. */
public interface Descriptors {
  /** How many are open now; -1 if that cannot be known. */
  long open();

  /** How many may be; -1 if that cannot be known. */
  long limit();

  /** Those of a process of this user, by {@code /proc}. */
  static Descriptors of(long pid) {
    return new Descriptors() {
      @Override
      public long open() {
        try (Stream<Path> entries = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
          return entries.count();
        } catch (IOException e) {
          return -1;
        }
      }

      @Override
      public long limit() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "limits"))) {
          return lines
              .filter(line -> line.startsWith("Max open files"))
              .map(line -> line.substring("Max open files".length()).trim().split(" +")[0])
              .mapToLong(
                  soft -> soft.equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(soft))
              .findFirst()
              .orElse(-1);
        } catch (IOException e) {
          return -1;
        }
      }
    };
  }
}
