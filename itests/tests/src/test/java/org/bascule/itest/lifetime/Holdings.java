package org.bascule.itest.lifetime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bascule.itest.Leftovers;

/**
 * What this JVM has of the machine at one moment.
 *
 * @param processes living children whose program is a Wine loader; Wine's own servers are no
 *     children
 * @param descriptors open files
 * @param threads of Java; not the JVM's own, which come and go with the work of its compiler
 * @param groups thread groups with a name of Bascule's
 * @param files in {@code /dev/shm} and other places, with a name of this JVM's
 * @param maps mappings of shared memory of Bascule's
 */
record Holdings(
    long processes, long descriptors, long threads, long groups, long files, long maps) {

  static Holdings now() {
    try {
      return new Holdings(
          hosts(),
          descriptorCount(),
          javaThreads(),
          countGroups(),
          Leftovers.of(pid()).size(),
          countMaps());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** How many hosts run. */
  static long hosts() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .filter(child -> child.info().command().orElse("").contains("wine"))
        .count();
  }

  /** Whether nothing is more than it was. */
  boolean within(Holdings before) {
    return processes <= before.processes
        && descriptors <= before.descriptors
        && threads <= before.threads
        && groups <= before.groups
        && files <= before.files
        && maps <= before.maps;
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  private static long descriptorCount() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc/self/fd"))) {
      return entries.count();
    }
  }

  /** The JDK keeps a thread that waits for a process for a minute, and uses it again. */
  private static long javaThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().equals("process reaper"))
        .count();
  }

  private static long countMaps() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.filter(line -> line.contains("bascule-")).count();
    }
  }

  private static long countGroups() {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    ThreadGroup[] groups = new ThreadGroup[top.activeGroupCount() + 10];
    int found = top.enumerate(groups, true);
    return Stream.of(groups)
        .limit(found)
        .filter(group -> group.getName().startsWith("bascule"))
        .count();
  }
}
