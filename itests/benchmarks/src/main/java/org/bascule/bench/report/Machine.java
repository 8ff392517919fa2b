package org.bascule.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** On what, and beside what, was measured. */
public final class Machine {
  private Machine() {}

  /** Processors, kernel and Java in one line. */
  public static String describe() throws IOException {
    return String.format(
        "%d CPUs (%s), Linux %s, Java %s",
        Runtime.getRuntime().availableProcessors(),
        model(),
        System.getProperty("os.version"),
        System.getProperty("java.runtime.version"));
  }

  /** The three load averages. */
  public static String load() throws IOException {
    String[] parts = Files.readString(Path.of("/proc/loadavg")).split(" ");
    return String.join(" ", parts[0], parts[1], parts[2]);
  }

  private static String model() throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown model");
  }
}
