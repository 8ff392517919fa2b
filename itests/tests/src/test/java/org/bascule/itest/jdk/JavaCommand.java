package org.bascule.itest.jdk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Runs lines of a shell as a document shows them, with the programs of a JDK.
 *
 * @param jdk whose programs come first in the path
 * @param directory where the lines are run
 */
public record JavaCommand(Path jdk, Path directory) {
  private static final long PATIENCE_SECONDS = 180;

  /** What the lines did. */
  public record Outcome(int status, String out, String err) {}

  /** With the JDK that runs this test. */
  public static JavaCommand own(Path directory) {
    return new JavaCommand(Path.of(System.getProperty("java.home")), directory);
  }

  /** Runs all of them, up to the first that fails. */
  public Outcome run(String lines) throws IOException, InterruptedException {
    Path out = Files.createTempFile("command", ".out");
    Path err = Files.createTempFile("command", ".err");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-ec", lines)
            .directory(directory.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().merge("PATH", jdk + "/bin", (path, bin) -> bin + ":" + path);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(lines + " has not ended after " + PATIENCE_SECONDS + " s");
    }
    return new Outcome(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
