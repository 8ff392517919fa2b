package org.bascule.itest.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The command, as it ships.
 *
 * @param home the unpacked distribution
 */
record Launcher(Path home) {
  private static final long PATIENCE_SECONDS = 90;

  /** What one run did. */
  record Outcome(int status, String out, String err, long milliseconds) {}

  /** The distribution that the build has just made. */
  static Launcher shipped() {
    return new Launcher(Path.of(System.getProperty("bascule.test.distribution")));
  }

  /** Runs one command of the shell, in the checkout. */
  Outcome command(String command) throws IOException, InterruptedException {
    return run(List.of("-c", command));
  }

  /** Runs a line of a shell that is made for the launcher's path. */
  Outcome shell(Function<Path, String> line) throws IOException, InterruptedException {
    return execute(List.of("bash", "-c", line.apply(program())));
  }

  /** Runs the launcher with these arguments. */
  Outcome run(List<String> arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(program().toString()));
    line.addAll(arguments);
    return execute(line);
  }

  private Path program() {
    return home.resolve("bin/bascule");
  }

  private static Outcome execute(List<String> line) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("launcher");
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(line)
            .directory(Path.of(System.getProperty("bascule.test.root")).toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(line + " has not ended after " + PATIENCE_SECONDS + " s");
    }
    return new Outcome(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8),
        (System.nanoTime() - start) / 1_000_000);
  }
}
