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
   * It is there mostly, but the thread that reads it may not have been at work yet.
   */
  private static final Duration LAST_WORD = Duration.ofMillis(150);

  /** What is killed says nothing. */
  private static final Duration KILLED = Duration.ofMillis(10);

  private static final int SIGKILL = 128 + 9;

  /** With this the host begins the line that says what ends it; a DLL may have begun the line. */
  private static final String END = "bascule-host: end: ";

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

  /**
   * What has ended it according to itself, once it is gone. Waits a moment for that unless its end
   * is what was asked for.
   */
  Optional<String> lastWord(int status, boolean asked) {
    long deadline = System.nanoTime() + (status == SIGKILL ? KILLED : LAST_WORD).toNanos();
    Optional<String> word = end();
    while (!asked && word.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE_NANOS);
      word = end();
    }
    return word;
  }

  private Optional<String> end() {
    return output.last().stream()
        .filter(line -> line.contains(END))
        .map(line -> line.substring(line.indexOf(END) + END.length()))
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
