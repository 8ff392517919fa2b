package org.bascule.transport.wine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bascule.lifetime.Daemons;
import org.bascule.lifetime.Processes;
import org.bascule.transport.Inherited;

/** Runs programs of Wine's own in a prefix. */
final class WineRun {
  private static final Duration LAST_WORDS = Duration.ofMillis(300);
  private static final Duration TICK = Duration.ofMillis(250);

  // As Wine does in a new prefix: programs that have no file there yet, such as all of 32 bits when
  // those are added later, are taken from its own installation.
  private static final Map<String, String> BOOTSTRAP = Map.of("WINEBOOTSTRAPMODE", "1");

  private static final List<String> SERVERS =
      List.of("wineserver64", "wineserver", "../../bin/wineserver", "../../../bin/wineserver");

  private final Path loader;
  private final Path prefix;
  private final Inherited inherited;

  WineRun(Path loader, Path prefix, Inherited inherited) {
    this.loader = loader;
    this.prefix = prefix;
    this.inherited = inherited;
  }

  /**
   * Runs a program to its end.
   *
   * @param tick called now and then meanwhile
   * @throws IOException if it cannot be started, fails, or takes longer than it may
   */
  void run(Duration patience, Runnable tick, String... command) throws IOException {
    String[] whole = new String[command.length + 1];
    whole[0] = loader.toString();
    System.arraycopy(command, 0, whole, 1, command.length);
    OutputLines output = new OutputLines(line -> {});
    Process process = start(whole, true);
    try {
      // Its end is not waited for: services that the program starts inherit the pipe and live on.
      Thread reader =
          Daemons.start("bascule-wine-output", () -> output.read(process.getInputStream()));
      if (!await(process, patience, tick)) {
        throw new IOException(
            String.join(" ", whole) + " did not end within " + patience.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        reader.join(LAST_WORDS.toMillis());
        throw new IOException(
            "%s ended with status %d%s"
                .formatted(String.join(" ", whole), process.exitValue(), said(output.last())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Waits until Wine's server has written the registry and ended; whether it has. */
  boolean awaitServerEnd(Duration patience) throws IOException {
    return server("-w", patience);
  }

  /** Ends everything that runs in the prefix. */
  void killServer() throws IOException {
    server("-k", Duration.ofSeconds(10));
  }

  private boolean server(String option, Duration patience) throws IOException {
    Process process = start(new String[] {serverOf(loader).toString(), option}, false);
    try {
      return await(process, patience, () -> {});
    } finally {
      process.destroyForcibly();
    }
  }

  /** Wine's server for this loader. */
  static Path serverOf(Path loader) throws IOException {
    Path directory = loader.toRealPath().getParent();
    return SERVERS.stream()
        .map(server -> directory.resolve(server).normalize())
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IOException("there is no wineserver for " + loader));
  }

  private Process start(String[] command, boolean piped) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    if (!piped) {
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }
    WineEnvironment.apply(builder.environment(), inherited, prefix, BOOTSTRAP);
    return Processes.start(builder);
  }

  private static boolean await(Process process, Duration patience, Runnable tick)
      throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (!process.waitFor(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() > deadline) {
          return false;
        }
        tick.run();
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String said(List<String> lines) {
    return lines.isEmpty() ? "" : " and said:\n" + String.join("\n", lines);
  }
}
