package org.bascule.transport.host;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bascule.transport.wine.OutputLines;

/** The Linux process of a host, its streams, and the reading of its stderr. */
final class HostProcess {
  private static final Duration LAST_WORDS = Duration.ofMillis(300);

  /**
   * How long the watcher waits for what is on the way: all who are waiting for the host wait too.
   */
  private static final Duration LAST_WORD = Duration.ofMillis(30);

  /** The host prints this itself when a thread of the DLL's own has failed. */
  private static final String FAULT = "bascule-host: unhandled exception";

  private static final long PAUSE_NANOS = 1_000_000;

  private final Process process;
  private final OutputLines output;
  private Thread outputReader;

  /** A process that nobody else uses. */
  HostProcess(Process process, OutputLines output) {
    this.process = process;
    this.output = output;
  }

  /** Begins to read its stderr. */
  void readOutput(Threads threads) {
    outputReader =
        threads.start("bascule-output-" + pid(), () -> output.read(process.getErrorStream()));
  }

  long pid() {
    return process.pid();
  }

  String name() {
    return "host process " + pid();
  }

  OutputStream stdin() {
    return process.getOutputStream();
  }

  InputStream stdout() {
    return process.getInputStream();
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Waits until it is gone, and returns its status. */
  int waitFor() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return process.waitFor();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits until it is gone, but not for ever; whether it is. An interrupt ends the waiting. */
  boolean waitFor(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What has ended it according to itself, once it is gone. Waits a moment if it seems to fail. */
  Optional<String> lastWord(int status) {
    long deadline = System.nanoTime() + LAST_WORD.toNanos();
    Optional<String> word = fault();
    while (status != 0 && word.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
      word = fault();
    }
    return word;
  }

  private Optional<String> fault() {
    return output.last().stream()
        .filter(line -> line.startsWith(FAULT))
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .findFirst();
  }

  /**
   * What it printed last. Waits a moment for what is on the way, but not for the end of the stream:
   * Wine's server inherits it and lives longer.
   */
  List<String> lastLines() {
    try {
      if (outputReader != null) {
        outputReader.join(LAST_WORDS.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return output.last();
  }
}
