package org.bascule.itest.windowsjna.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bascule.itest.TestBed;

/**
 * {@code bascule java}, as a user types it.
 *
 * @param program the command
 * @param directory where it is typed
 */
record JavaDoor(Path program, Path directory) {
  private static final long PATIENCE_SECONDS = 90;

  /** What one run did. */
  record Outcome(int status, String out, String err) {}

  /** That of the unpacked distribution. */
  static JavaDoor shipped(Path directory) {
    return new JavaDoor(TestBed.distribution().resolve("bin/bascule"), directory);
  }

  /** That of a clone. */
  static JavaDoor front(Path directory) {
    return new JavaDoor(TestBed.root().resolve("bascule"), directory);
  }

  /** Runs it to the end, with nothing to read. */
  Outcome run(String... arguments) throws IOException, InterruptedException {
    return runWith("", arguments);
  }

  /** Runs it to the end. */
  Outcome runWith(String input, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "run", ".out");
    Path err = Files.createTempFile(directory, "run", ".err");
    Path in = Files.writeString(Files.createTempFile(directory, "run", ".in"), input);
    Process process =
        builder(arguments)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it has not ended after " + PATIENCE_SECONDS + " s");
    }
    return new Outcome(process.exitValue(), text(out), text(err));
  }

  /** Starts it; what it writes to stderr goes where the test's own does. */
  Process start(String... arguments) throws IOException {
    return builder(arguments).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private ProcessBuilder builder(String... arguments) {
    List<String> line = new ArrayList<>(List.of(program.toString(), "java"));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
