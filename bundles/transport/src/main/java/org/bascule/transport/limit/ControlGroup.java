package org.bascule.transport.limit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.bascule.transport.HostLimits;

/**
 * A control group (version 2) for one host: it holds the memory, shared one included, and the
 * threads of the host and of all processes that it starts.
 */
final class ControlGroup {
  private static final String MEMORY = "memory.max";
  private static final String PROCESSES = "pids.max";

  private final Path directory;

  private ControlGroup(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes one with these limits, in which nobody is yet.
   *
   * @param directory that is not there
   */
  static ControlGroup make(Path directory, HostLimits limits) throws IOException {
    Files.createDirectory(directory);
    ControlGroup group = new ControlGroup(directory);
    try {
      if (limits.memory() > 0) {
        group.write(MEMORY, limits.memory());
        group.noSwap();
      }
      if (limits.processes() > 0) {
        group.write(PROCESSES, limits.processes());
      }
      return group;
    } catch (IOException e) {
      group.remove();
      throw e;
    }
  }

  /** Puts the process into it. */
  void take(long pid) throws IOException {
    write("cgroup.procs", pid);
  }

  /** Whether the kernel has ended somebody in it for lack of memory. */
  boolean ranOutOfMemory() {
    return event("memory.events", "oom_kill").orElse(0) > 0;
  }

  /** How often a process or thread was refused. */
  long refusedProcesses() {
    return event("pids.events", "max").orElse(0);
  }

  /** Bytes in use; empty if nobody knows. */
  OptionalLong memoryInUse() {
    try {
      return OptionalLong.of(Long.parseLong(read("memory.current").strip()));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Takes it away, unless a process that the host has started is still in it. */
  void remove() {
    try {
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      // The next one that is made looks again.
    }
  }

  Path directory() {
    return directory;
  }

  private void noSwap() throws IOException {
    // A kernel that does not account for swap has no such file.
    if (Files.exists(directory.resolve("memory.swap.max"))) {
      write("memory.swap.max", 0);
    }
  }

  private OptionalLong event(String file, String name) {
    try {
      Optional<String> line =
          read(file).lines().filter(each -> each.startsWith(name + " ")).findFirst();
      return line.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(line.get().substring(name.length() + 1).strip()));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private String read(String file) throws IOException {
    return Files.readString(directory.resolve(file), StandardCharsets.US_ASCII);
  }

  private void write(String file, long value) throws IOException {
    Files.writeString(directory.resolve(file), Long.toString(value), StandardCharsets.US_ASCII);
  }
}
