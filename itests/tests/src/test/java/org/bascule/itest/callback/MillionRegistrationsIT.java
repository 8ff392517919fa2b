package org.bascule.itest.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bascule.itest.Leftovers;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A million callbacks, one after the other, in a JVM whose heap cannot grow. */
class MillionRegistrationsIT {
  private static final long MEBI = 1 << 20;

  @TempDir Path folder;

  @Test
  @Timeout(300)
  void leaveNoGrowthOnEitherSide() throws Exception {
    File output = folder.resolve("output").toFile();
    Process program =
        new ProcessBuilder(command())
            .redirectOutput(output)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int status;
    try {
      status = program.waitFor();
    } finally {
      program.destroyForcibly();
    }
    assertThat(output).content().isNotEmpty();
    assertThat(status).isZero();
    List<Registrations.Figures> figures =
        java.nio.file.Files.readAllLines(output.toPath()).stream()
            .map(Registrations.Figures::of)
            .toList();
    figures.forEach(line -> System.out.println("MillionRegistrationsIT: " + line));
    assertThat(figures).hasSize(2);
    Registrations.Figures early = figures.get(0);
    Registrations.Figures late = figures.get(1);
    assertThat(late.registrations()).isEqualTo(1_000_000);
    assertThat(late.host()).isLessThan(early.host() + 4 * MEBI);
    assertThat(late.jvm()).isLessThan(early.jvm() + 24 * MEBI);
    assertThat(late.heap()).isLessThan(early.heap() + 4 * MEBI);
    assertThat(Leftovers.of(program.pid())).isEmpty();
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A heap that is there from the start: what the process grows by is not Java's.
    command.addAll(
        List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xms96m",
            "-Xmx96m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseSerialGC"));
    Stream.of("abi", "prefix", "dlls")
        .map(name -> "bascule.test." + name)
        .forEach(name -> command.add("-D" + name + "=" + TestBed.required(name)));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Registrations.class.getName()));
    return command;
  }
}
