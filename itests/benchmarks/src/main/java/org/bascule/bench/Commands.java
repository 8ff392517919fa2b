package org.bascule.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Child processes, and where this program lies. */
final class Commands {
  private static final List<String> PINNED = List.of("taskset", "-c", "0");

  private Commands() {}

  /** The jar that this class comes from. */
  static Path jar() {
    try {
      return Path.of(Commands.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The command that runs this one on one processor, or as it is. */
  static List<String> placed(boolean pinned, List<String> command) {
    List<String> whole = new ArrayList<>(pinned ? PINNED : List.of());
    whole.addAll(command);
    return whole;
  }

  /** Runs a command with its output on stderr, so that stdout has the table alone. */
  static void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectInput(devNull()).start();
    process.getInputStream().transferTo(System.err);
    check(command, process);
  }

  /** Runs a command and gives its stdout. */
  static String read(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectInput(devNull())
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    check(command, process);
    return output;
  }

  private static ProcessBuilder.Redirect devNull() {
    return ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile());
  }

  private static void check(List<String> command, Process process)
      throws IOException, InterruptedException {
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(String.join(" ", command) + " ended with status " + status);
    }
  }
}
