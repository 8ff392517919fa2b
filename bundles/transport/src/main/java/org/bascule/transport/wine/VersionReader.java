package org.bascule.transport.wine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bascule.lifetime.Processes;
import org.bascule.transport.Inherited;

/** Asks a loader what it is. */
@FunctionalInterface
interface VersionReader {
  /** What the loader calls itself, without the word {@code wine-}. */
  String read(Path loader) throws IOException;

  /** Runs {@code LOADER --version}, which touches no prefix. */
  static String run(Path loader) throws IOException {
    Duration patience = Duration.ofSeconds(10);
    ProcessBuilder command =
        new ProcessBuilder(loader.toString(), "--version")
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    WineEnvironment.shorten(command.environment(), Inherited.SHORT);
    Process process = Processes.start(command);
    try {
      process.getOutputStream().close();
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("no answer to --version within " + patience.toSeconds() + " s");
      }
      String answer =
          new String(process.getInputStream().readNBytes(256), StandardCharsets.UTF_8).strip();
      if (process.exitValue() != 0 || !answer.startsWith("wine-")) {
        throw new IOException(
            "--version ends with status " + process.exitValue() + " and says '" + answer + "'");
      }
      return answer.substring("wine-".length());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
