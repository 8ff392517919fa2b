package org.bascule.transport.host;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bascule.transport.wine.OutputLines;

/** The Linux process of a host, its streams, and the reading of its stderr. */
final class HostProcess {
  private static final Duration LAST_WORDS = Duration.ofMillis(300);

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
