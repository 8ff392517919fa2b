package org.bascule.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bascule.bench.report.Section;

/** A process of ours that takes all that it gets of a section's processor. */
final class BusyNeighbour implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final Process process;

  private BusyNeighbour(Process process) {
    this.process = process;
  }

  /** Starts it, and waits until it spins. */
  static BusyNeighbour start(Section section) throws IOException {
    List<String> command = Commands.placed(section, Commands.java(Spin.class));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    if (!Spin.READY.equals(line)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " said " + line + ", not " + Spin.READY);
    }
    return new BusyNeighbour(process);
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
