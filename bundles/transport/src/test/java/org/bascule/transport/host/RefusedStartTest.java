package org.bascule.transport.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bascule.error.HostStartException;
import org.bascule.lifetime.Daemons;
import org.bascule.lifetime.Housekeeper;
import org.bascule.protocol.HostAbi;
import org.bascule.transport.HostSettings;
import org.bascule.transport.StepListener;
import org.bascule.transport.runtime.RuntimeParent;
import org.bascule.transport.wine.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A start that is refused, or that breaks off: nothing is left of it. */
@Timeout(60)
class RefusedStartTest {
  @TempDir Path directory;

  private final Set<Thread> started = ConcurrentHashMap.newKeySet();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void leavesNothingWhereAThreadCannotBeHad(int last) throws IOException {
    OutOfMemoryError none = new OutOfMemoryError("unable to create native thread");
    AtomicInteger count = new AtomicInteger();
    Threads threads =
        (name, work) -> {
          if (count.incrementAndGet() == last) {
            throw none;
          }
          Thread thread = Daemons.start(name, work);
          started.add(thread);
          return thread;
        };

    Throwable thrown = catchThrowable(() -> starter(threads).start(settings(), silent()));

    assertThat(thrown).isSameAs(none);
    assertNothingIsLeft();
  }

  @Test
  void leavesNothingOfAHostThatDoesNotGreet() throws IOException {
    assertThatThrownBy(() -> starter(this::start).start(settings(), silent()))
        .isInstanceOf(HostStartException.class);

    assertNothingIsLeft();
  }

  @ParameterizedTest
  @MethodSource("absurdTimeouts")
  void refusesATimeLimitThatIsNone(Duration timeout) {
    assertRefused(
        with(settings().workingDirectory(), Map.of(), timeout),
        "a start timeout of more than 0 s, at most 1 day",
        timeout.toString());
  }

  static List<Duration> absurdTimeouts() {
    return List.of(
        Duration.ofSeconds(Long.MAX_VALUE),
        Duration.ofSeconds(Long.MIN_VALUE),
        Duration.ofDays(1).plusNanos(1),
        Duration.ofSeconds(-1),
        Duration.ZERO);
  }

  @Test
  void refusesAWorkingDirectoryThatIsNone() throws IOException {
    Path absent = directory.resolve("absent");
    assertRefused(
        with(absent, Map.of(), Duration.ofSeconds(1)),
        "a directory for the host to work in",
        absent + ", which is not there");
    Path file = Files.createFile(directory.resolve("file"));
    assertRefused(
        with(file, Map.of(), Duration.ofSeconds(1)),
        "a directory for the host to work in",
        file + ", which is none");
  }

  @Test
  void refusesAPrefixInAHomeThatIsNotThere() {
    HostSettings settings = with(Path.of("?", ".local", "share"), directory);
    assertThatThrownBy(() -> starter(this::start).start(settings, silent()))
        .isInstanceOf(HostStartException.class)
        .hasMessage(
            """
            BSC-102 cannot use the Wine prefix
              where: ?/.local/share
              expected: a directory of this user's own
              actual: this user has no home directory, and nothing else was named
              remedy: set HOME, or XDG_DATA_HOME, or name the prefix itself (bascule.prefix)""");
    assertThatThrownBy(
            () ->
                new HostExecutable(Path.of("?", ".cache"))
                    .extract((byte) HostAbi.X64, StandardCharsets.UTF_8))
        .isInstanceOf(IOException.class)
        .hasMessage("this user has no home directory");
  }

  @Test
  void refusesVariablesThatNoProcessCanHave() {
    String expected = "environment variables with a name, without NUL, and no '=' in the name";
    Map.of("A=B", "c", "", "x", "A\0", "c", "A", "b\0c")
        .forEach(
            (name, value) ->
                assertRefused(
                    with(directory, Map.of(name, value), Duration.ofSeconds(1)),
                    expected,
                    (name + "=" + value).replace("\0", "\\0")));
  }

  private void assertRefused(HostSettings settings, String expected, String actual) {
    assertThatThrownBy(() -> starter(this::start).start(settings, silent()))
        .isInstanceOf(HostStartException.class)
        .hasMessage(
            """
            BSC-103 cannot start the Wine host
              where: settings
              expected: %s
              actual: %s
              remedy: correct the settings"""
                .formatted(expected, actual));
    assertThat(directory.resolve("pid")).as("nothing was started").doesNotExist();
  }

  private void assertNothingIsLeft() throws IOException {
    // One that was ended before it could write its number is no less gone.
    Path file = directory.resolve("pid");
    String pid = Files.exists(file) ? Files.readString(file).strip() : "";
    if (!pid.isEmpty()) {
      assertThat(ProcessHandle.of(Long.parseLong(pid))).as("the process " + pid).isEmpty();
    }
    started.forEach(RefusedStartTest::awaitEnd);
    try (Stream<Path> files = Files.list(RuntimeParent.choose().orElseThrow())) {
      String mine = "-" + ProcessHandle.current().pid() + "-";
      assertThat(files.filter(f -> f.toString().contains(mine)).collect(Collectors.toList()))
          .isEmpty();
    }
  }

  private static void awaitEnd(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(thread.isAlive()).as(thread.getName()).isFalse();
  }

  private Thread start(String name, Runnable work) {
    Thread thread = Daemons.start(name, work);
    started.add(thread);
    return thread;
  }

  private HostStarter starter(Threads threads) {
    HostExecutable executable = new HostExecutable(directory.resolve("cache"));
    return new HostStarter(executable, new Housekeeper(), threads);
  }

  private HostSettings settings() {
    return with(directory, Map.of(), Duration.ofMillis(500));
  }

  private HostSettings with(Path working, Map<String, String> environment, Duration timeout) {
    return with(directory.resolve("prefix"), working, environment, timeout);
  }

  private HostSettings with(Path prefix, Path working) {
    return with(prefix, working, Map.of(), Duration.ofSeconds(1));
  }

  private HostSettings with(
      Path prefix, Path working, Map<String, String> environment, Duration timeout) {
    return new HostSettings(
        (byte) HostAbi.X64,
        prefix,
        Optional.empty(),
        working,
        environment,
        1 << 20,
        timeout,
        StepListener.NONE,
        line -> {});
  }

  /** A host that says nothing and ends with its stdin. */
  private Loader silent() throws IOException {
    Path loader = directory.resolve("loader");
    Files.writeString(loader, "#!/bin/sh\necho $$ >'" + directory + "/pid'\nexec cat >/dev/null\n");
    assertThat(loader.toFile().setExecutable(true)).isTrue();
    return new Loader(loader, "8.0");
  }
}
