package org.bascule.itest.lifetime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bascule.itest.Leftovers;

/**
 * What a process has of the machine at one moment, as the kernel counts it.
 *
 * @param descriptors open files
 * @param maps lines of {@code /proc/…/maps}
 * @param threads the JVM's own included
 * @param children living child processes
 * @param files in {@code /dev/shm} and other places, with the process's name
 * @param bytes of those files
 * @param shared bytes of Bascule's shared memory that are mapped, also of files without a name
 * @param resident bytes
 */
record Resources(
    long descriptors,
    long maps,
    long threads,
    long children,
    long files,
    long bytes,
    long shared,
    long resident) {
  private static final int HEXADECIMAL = 16;
  private static final int KIBI_BITS = 10;

  /** What this JVM has. */
  static Resources own() {
    return of(ProcessHandle.current().pid());
  }

  /** What a process has. */
  static Resources of(long pid) {
    Path proc = Path.of("/proc", String.valueOf(pid));
    try {
      List<String> maps = Files.readAllLines(proc.resolve("maps"));
      List<Path> files = Leftovers.of(pid);
      return new Resources(
          entries(proc.resolve("fd")),
          maps.size(),
          entries(proc.resolve("task")),
          children(pid),
          files.size(),
          bytes(files),
          shared(maps),
          resident(proc));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether nothing is more than what was there and what the slack allows. */
  boolean within(Resources before, Resources slack) {
    return descriptors <= before.descriptors + slack.descriptors
        && maps <= before.maps + slack.maps
        && threads <= before.threads + slack.threads
        && children <= before.children + slack.children
        && files <= before.files + slack.files
        && bytes <= before.bytes + slack.bytes
        && shared <= before.shared + slack.shared
        && resident <= before.resident + slack.resident;
  }

  private static long entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.count();
    }
  }

  private static long children(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::children)
        .filter(ProcessHandle::isAlive)
        .count();
  }

  private static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
    }
    return bytes;
  }

  private static long shared(List<String> maps) {
    return maps.stream()
        .filter(line -> line.contains("bascule-"))
        .map(line -> line.substring(0, line.indexOf(' ')).split("-"))
        .mapToLong(
            range -> Long.parseLong(range[1], HEXADECIMAL) - Long.parseLong(range[0], HEXADECIMAL))
        .sum();
  }

  private static long resident(Path proc) throws IOException {
    return Files.readAllLines(proc.resolve("status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << KIBI_BITS)
        .findFirst()
        .orElseThrow();
  }
}
