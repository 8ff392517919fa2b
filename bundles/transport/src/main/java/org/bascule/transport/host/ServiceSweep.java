package org.bascule.transport.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.bascule.transport.posix.LinuxProcess;

/**
 * Ends what a dead wineserver has left running: Windows' services of its prefix, most of which end
 * by themselves when they find out.
 */
final class ServiceSweep {
  /** What Wine starts by itself in a prefix; as Linux names the processes, in 15 characters. */
  private static final Set<String> SERVICES =
      Set.of(
          "services.exe",
          "winedevice.exe",
          "plugplay.exe",
          "rpcss.exe",
          "svchost.exe",
          "explorer.exe",
          "conhost.exe",
          "start.exe",
          "winemenubuilder",
          "wineboot.exe",
          "spoolsv.exe",
          "tabtip.exe");

  private static final Duration GRACE = Duration.ofMillis(500);

  private final Path prefix;
  private final Path processes;

  ServiceSweep(Path prefix) {
    this(prefix, Path.of("/proc"));
  }

  ServiceSweep(Path prefix, Path processes) {
    this.prefix = prefix.toAbsolutePath();
    this.processes = processes;
  }

  /** Waits a moment for those that end by themselves, and ends the others. */
  void run() {
    List<ProcessHandle> left = found();
    CompletableFuture<?>[] ends =
        left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(ends).get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // A handle knows the start time, and ends no later process of the same number.
      left.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException | ExecutionException e) {
      left.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** The services of the dead server. If there is a new one already, it has started its own. */
  List<ProcessHandle> found() {
    long before =
        WineServer.of(prefix)
            .map(server -> LinuxProcess.of(server).startTime())
            .orElse(Long.MAX_VALUE);
    try (Stream<Path> all = Files.list(processes)) {
      return all.flatMap(process -> pid(process).stream())
          .filter(this::isService)
          .filter(pid -> LinuxProcess.of(pid).startTime() < before)
          .flatMap(pid -> ProcessHandle.of(pid).stream())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<Long> pid(Path process) {
    String name = process.getFileName().toString();
    return name.chars().allMatch(Character::isDigit)
        ? Optional.of(Long.parseLong(name))
        : Optional.empty();
  }

  private boolean isService(long pid) {
    Path process = processes.resolve(Long.toString(pid));
    try {
      return SERVICES.contains(text(process.resolve("comm")).strip())
          && Arrays.asList(text(process.resolve("environ")).split("\0"))
              .contains("WINEPREFIX=" + prefix);
    } catch (IOException e) {
      // It has ended, or belongs to somebody else.
      return false;
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
