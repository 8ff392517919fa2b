package org.bascule.itest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM with a plain class path, the tests' own. Killed when closed. */
public final class ChildJvm implements AutoCloseable {
  private static final long PATIENCE = 60;
  private static final List<String> QUIET =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static ChildJvm run(Class<?> main, String... arguments) throws IOException {
    return run(System.getProperty("java.class.path"), main.getName(), arguments);
  }

  static ChildJvm run(String classPath, String main, String... arguments) throws IOException {
    return start(java("java"), QUIET, classPath, main, arguments);
  }

  /** The same on another JDK. */
  public static ChildJvm run(Path jdk, List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> all = new ArrayList<>(options);
    all.addAll(QUIET);
    return bare(jdk, all, main, arguments);
  }

  /** The same with no other options than these. */
  public static ChildJvm bare(Path jdk, List<String> options, Class<?> main, String... arguments)
      throws IOException {
    String java = jdk.resolve("bin/java").toString();
    return start(java, options, System.getProperty("java.class.path"), main.getName(), arguments);
  }

  private static ChildJvm start(
      String java, List<String> options, String classPath, String main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(options);
    for (String property : List.of("abi", "prefix", "dlls", "root", "distribution")) {
      String name = "bascule.test." + property;
      command.add("-D" + name + "=" + TestBed.required(name));
    }
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(List.of(arguments));
    return new ChildJvm(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start());
  }

  /** A program of the JDK that runs this test. */
  static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  long pid() {
    return process.pid();
  }

  /** The next line of its stdout; null at the end. */
  String line() throws IOException {
    return output.readLine();
  }

  /** All that is left on its stdout, once it has ended. */
  public List<String> rest() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = line(); line != null; line = line()) {
      lines.add(line);
    }
    return lines;
  }

  public int exitStatus() throws InterruptedException {
    if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      throw new AssertionError("the child JVM has not ended after " + PATIENCE + " s");
    }
    return process.exitValue();
  }

  /** SIGKILL, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitStatus();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
