package org.bascule.transport.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A process, told apart from a later one of the same number by its start time.
 *
 * @param pid the process id
 * @param startTime clock ticks after boot: field 22 of {@code /proc/PID/stat}, see proc(5)
 */
public record LinuxProcess(long pid, long startTime) {
  private static final Set<String> ENDED = Set.of("Z", "X");
  private static final int START_TIME_AFTER_COMMAND = 19;

  /** This JVM. */
  public static LinuxProcess current() {
    return of(ProcessHandle.current().pid());
  }

  /** The process of this number that runs now. */
  public static LinuxProcess of(long pid) {
    return new LinuxProcess(pid, startTime(pid));
  }

  /** Whether exactly this process still runs. One that nobody has waited for yet does not. */
  public boolean alive() {
    return startTime >= 0 && startTime(pid) == startTime;
  }

  /** The user id of this JVM. */
  public static int uid() {
    return Libc.getuid();
  }

  /**
   * The number of this JVM's pid namespace; 0 if it cannot be read. Process ids of other
   * namespaces, which may share a directory with this one, mean nothing here.
   */
  public static long pidNamespace() {
    try {
      String link = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return Long.parseLong(link.replaceAll("\\D", ""));
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /** The start time, or -1 if no such process runs. */
  private static long startTime(long pid) {
    try {
      Path file = Path.of("/proc", Long.toString(pid), "stat");
      // The command is any bytes at all; this charset reads them all.
      String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
      // The command may hold blanks and parentheses, but its closing parenthesis is the last one.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return ENDED.contains(fields[0]) ? -1 : Long.parseLong(fields[START_TIME_AFTER_COMMAND]);
    } catch (IOException e) {
      return -1;
    }
  }
}
