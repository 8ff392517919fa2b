package org.bascule.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import com.sun.jna.Native;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bascule.error.Diagnosis;
import org.bascule.error.HostStartException;
import org.bascule.host.HostBinary;
import org.bascule.lifetime.Housekeeper;
import org.bascule.protocol.Frames;
import org.bascule.transport.host.HostExecutable;
import org.bascule.transport.host.HostStarter;
import org.bascule.transport.launch.WineHostLauncher;
import org.bascule.transport.posix.LinuxProcess;
import org.bascule.transport.wine.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a host starts, or does not. */
@Timeout(240)
class LaunchWineTest {
  private final WineHostLauncher launcher = new WineHostLauncher(new Housekeeper());

  @TempDir Path directory;

  @Test
  void refusesAPrefixThatIsSomebodyElses() throws IOException {
    Path prefix = Files.createDirectory(directory.resolve("prefix"));
    Path letter = Files.writeString(prefix.resolve("letter"), "mine");

    assertThatThrownBy(
            () -> launcher.launch(TestHosts.settings(prefix, Optional.empty(), line -> {})))
        .isInstanceOf(HostStartException.class)
        .hasMessage(
            """
            BSC-102 cannot use the Wine prefix
              where: %s
              expected: an empty directory, or a Wine prefix that Bascule has made
              actual: a directory with other files
              remedy: name another directory"""
                .formatted(prefix));
    assertThat(letter).hasContent("mine");
  }

  @Test
  void saysThatThereIsNoWine() {
    Path nowhere = directory.resolve("wine64");

    assertThatThrownBy(
            () ->
                launcher.launch(
                    TestHosts.settings(TestHosts.prefix(), Optional.of(nowhere), line -> {})))
        .isInstanceOf(HostStartException.class)
        .hasMessage(
            """
            BSC-101 cannot start a Wine host
              where: %1$s
              expected: a Wine loader for 64-bit programs
              actual: none fits
                not there: %1$s
              remedy: name the loader itself, an ELF program such as /usr/lib/wine/wine64, or none"""
                .formatted(nowhere));
  }

  @Test
  void saysWhatAHostPrintedThatDidNotGreet() throws IOException {
    Path loader = loader("echo first >&2; echo no such thing >&2; exit 7");
    HostStarter starter =
        new HostStarter(new HostExecutable(directory.resolve("cache")), new Housekeeper());

    assertThatThrownBy(() -> starter.start(TestHosts.settings(), new Loader(loader, "8.0")))
        .isInstanceOf(HostStartException.class)
        .message()
        .matches(
            """
            BSC-103 cannot start the Wine host
              where: host process \\d+
              expected: a running host
              actual: exited with status 7; the process ended with status 7; it printed last:
                first
                no such thing
              remedy: see what it printed; the environment variable WINEDEBUG=warn\\+all makes Wine \
            say more""");
  }

  @Test
  void givesUpOnAHostThatSaysNothing() throws IOException {
    Path loader = loader("exec cat >/dev/null");
    HostSettings settings = TestHosts.settings();
    HostSettings impatient =
        new HostSettings(
            settings.abi(),
            settings.prefix(),
            settings.loader(),
            settings.workingDirectory(),
            Map.of(),
            settings.laneWindowSize(),
            Duration.ofMillis(300),
            StepListener.NONE,
            line -> {});
    HostStarter starter =
        new HostStarter(new HostExecutable(directory.resolve("cache")), new Housekeeper());

    assertThatThrownBy(() -> starter.start(impatient, new Loader(loader, "8.0")))
        .isInstanceOf(HostStartException.class)
        .message()
        .matches(
            """
            BSC-103 cannot start the Wine host
              expected: an answer of the host within \\d+ ms
              actual: no answer; the process was killed; it printed nothing
              remedy: see what it printed; the environment variable WINEDEBUG=warn\\+all makes Wine \
            say more""");
  }

  @Test
  void handsOnWhatWinePrints() {
    ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    HostSettings settings = TestHosts.settings(TestHosts.prefix(), Optional.empty(), lines::add);
    try (Host host = launcher.launch(settings)) {
      LaneTalk talk = new LaneTalk(host.lane());
      long puts = talk.resolve("msvcrt.dll", "puts");
      long fflush = talk.resolve("msvcrt.dll", "fflush");
      try (Block text = host.arena().allocate(16, 16)) {
        text.memory().put("from the DLL".getBytes());
        talk.call(puts, text.address());
        talk.call(fflush, 0);
      }
      while (!lines.contains("from the DLL")) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void findsEverythingInOrder() {
    List<Finding> checks = launcher.examine(TestHosts.settings());

    assertThat(checks)
        .extracting(Finding::subject)
        .containsExactly(
            "native access", "loader", "prefix", "host program", "text", "shared memory");
    assertThat(checks).allSatisfy(check -> assertThat(check.passed()).isTrue());
    assertThat(checks).allSatisfy(check -> assertThat(check.remedy()).isEmpty());
  }

  @Test
  void findsWhatIsWrong() throws IOException {
    Path prefix = Files.createFile(directory.resolve("prefix"));
    List<Finding> checks =
        launcher.examine(TestHosts.settings(prefix, Optional.empty(), line -> {}));

    assertThat(checks.get(2))
        .isEqualTo(new Finding("prefix", false, prefix + ": a file", "name another directory"));
  }

  @Test
  void endsTheHostWhenTheJvmIsKilled() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dbascule.test.prefix=" + TestHosts.prefix(),
                "-cp",
                classPath(),
                HostOwner.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = jvm.inputReader()) {
      LinuxProcess host = LinuxProcess.of(Long.parseLong(said.readLine()));
      assertThat(host.alive()).isTrue();
      long start = System.nanoTime();
      jvm.destroyForcibly().waitFor();
      while (host.alive()) {
        Thread.onSpinWait();
      }
      System.out.println(
          "the host ended "
              + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)
              + " ms after its JVM was killed");
    }
    try (Stream<Path> names = Files.list(Path.of("/dev/shm"))) {
      assertThat(names.filter(name -> name.toString().contains("-" + jvm.pid() + "-"))).isEmpty();
    }
  }

  /** A JVM to be killed: it starts a host, keeps it busy, and says its process id. */
  static final class HostOwner {
    private HostOwner() {}

    public static void main(String[] args) {
      Host host = TestHosts.launch();
      LaneTalk talk = new LaneTalk(host.lane());
      long sleep = talk.resolve("kernel32.dll", "Sleep");
      System.out.println(host.identity().processId());
      talk.call(sleep, 60_000);
    }
  }

  @Test
  void triesAgainIfTheServerWasJustLeaving() throws IOException {
    HostSettings settings = TestHosts.settings();
    Path real;
    try (Host host = TestHosts.launch()) {
      real = host.identity().loader();
    }
    Path tried = directory.resolve("tried");
    Path loader =
        loader(
            "[ -e '%1$s' ] && exec '%2$s' \"$@\"\n".formatted(tried, real)
                + "touch '%s'; echo 'wine client error:0: recvmsg: Connection reset by peer' >&2; exit 1"
                    .formatted(tried));
    HostStarter starter =
        new HostStarter(new HostExecutable(directory.resolve("cache")), new Housekeeper());

    try (Host host = starter.start(settings, new Loader(loader, "8.0"))) {
      assertThat(host.ping()).isPositive();
    }

    assertThat(tried).exists();
  }

  @Test
  void tellsAServerThatIsAlwaysLeaving() throws IOException {
    Path tries = directory.resolve("tries");
    Path loader = loader("echo x >>'" + tries + "'; echo 'wine client error:0: write' >&2; exit 1");
    HostStarter starter =
        new HostStarter(new HostExecutable(directory.resolve("cache")), new Housekeeper());

    assertThatThrownBy(() -> starter.start(TestHosts.settings(), new Loader(loader, "8.0")))
        .isInstanceOf(HostStartException.class)
        .hasMessageContaining("it printed last:\n    wine client error:0: write");

    assertThat(tries).hasContent("x\nx\nx");
  }

  private Path loader(String script) throws IOException {
    Path loader = directory.resolve("loader");
    Files.writeString(loader, "#!/bin/sh\n" + script + "\n");
    assertThat(loader.toFile().setExecutable(true)).isTrue();
    return loader;
  }

  /** Where this JVM has its classes from. */
  private static String classPath() {
    return Stream.of(
            HostOwner.class,
            Host.class,
            Frames.class,
            HostBinary.class,
            Diagnosis.class,
            Housekeeper.class,
            FlatBufferBuilder.class,
            Native.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .collect(Collectors.joining(":"));
  }
}
