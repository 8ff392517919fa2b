package org.bascule.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bascule.bench.report.Section;

/** Child processes, and where this program lies. */
final class Commands {
  private Commands() {}

  /** The jar that this class comes from. */
  static Path jar() {
    try {
      return Path.of(Commands.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The command that runs this one where a section's benchmarks run. */
  static List<String> placed(Section section, List<String> command) {
    List<String> whole = new ArrayList<>(section.placement());
    whole.addAll(command);
    return whole;
  }

  /** The command that runs another program of this jar. */
  static List<String> java(Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String prefix = System.getProperty("bascule.test.prefix");
    if (prefix != null) {
      command.add("-Dbascule.test.prefix=" + prefix);
    }
    command.addAll(
        List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-cp", jar().toString(), program.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs such a command, whose first argument is the file that this gives back as lines. */
  static List<String> lines(Section section, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("bascule-bench", ".tsv");
    try {
      List<String> all = new ArrayList<>(List.of(file.toString()));
      all.addAll(List.of(arguments));
      run(placed(section, java(program, all.toArray(String[]::new))));
      return Files.readAllLines(file);
    } finally {
      Files.delete(file);
    }
  }

  /** Runs a command with its output on stderr, so that stdout has the table alone. */
  private static void run(List<String> command) throws IOException, InterruptedException {
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
