package org.bascule.itest.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The script of a fresh clone, with other programs around it than this machine has: what it finds
 * are a few basic ones and those that a test makes.
 */
final class FrontDoor {
  private static final long PATIENCE_SECONDS = 30;
  private static final List<String> BASIC =
      List.of(
          "awk",
          "bash",
          "cat",
          "cut",
          "dirname",
          "env",
          "find",
          "getent",
          "grep",
          "head",
          "id",
          "ln",
          "locale",
          "mkdir",
          "mv",
          "paste",
          "readlink",
          "rm",
          "sed",
          "tail",
          "tee",
          "touch",
          "tr",
          "uname");

  /** What one run did. */
  record Outcome(int status, String out, String err) {}

  private final Path clone;
  private final Path programs;
  private final Path calls;

  /** Copies the script into a clone below this folder, whose name has a blank and an umlaut. */
  FrontDoor(Path folder) throws IOException {
    clone = Files.createDirectories(folder.resolve("Zug brücke"));
    programs = Files.createDirectory(folder.resolve("programs"));
    calls = folder.resolve("calls");
    Path checkout = Path.of(System.getProperty("bascule.test.root"));
    Files.copy(checkout.resolve("bascule"), clone.resolve("bascule"));
    Files.createDirectories(clone.resolve("distribution/launcher"));
    try (Stream<Path> parts = Files.list(checkout.resolve("distribution/launcher"))) {
      for (Path part : parts.toList()) {
        Files.copy(part, clone.resolve("distribution/launcher").resolve(part.getFileName()));
      }
    }
    for (String name : BASIC) {
      executable(programs.resolve(name), "exec /usr/bin/%s \"$@\"".formatted(name));
    }
  }

  Path home() {
    return clone;
  }

  Path programs() {
    return programs;
  }

  /** A program of this name, whose calls are recorded. */
  void program(String name, String script) throws IOException {
    executable(programs.resolve(name), "echo \"%s $*\" >>'%s'\n%s".formatted(name, calls, script));
  }

  /** Makes a script that can be executed. */
  static void executable(Path file, String script) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/bash\n" + script + "\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  /** How the programs were called. */
  List<String> calls() throws IOException {
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  /** Runs these lines, which may use the functions of the script. */
  Outcome functions(String lines) throws IOException, InterruptedException {
    return functions(lines, Map.of());
  }

  /** Runs these lines in an environment of these variables. */
  Outcome functions(String lines, Map<String, String> variables)
      throws IOException, InterruptedException {
    return execute(List.of("/bin/bash", "-c", ". ./bascule\n" + lines), variables);
  }

  /** Runs the script. */
  Outcome run(String... arguments) throws IOException, InterruptedException {
    return execute(
        Stream.concat(Stream.of("/bin/bash", "./bascule"), Stream.of(arguments)).toList(),
        Map.of());
  }

  private Outcome execute(List<String> line, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path out = clone.resolve("out");
    Path err = clone.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(clone.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", programs.toString());
    builder.environment().putAll(variables);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(line + " has not ended after " + PATIENCE_SECONDS + " s");
    }
    return new Outcome(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
