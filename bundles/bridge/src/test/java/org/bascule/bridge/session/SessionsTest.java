package org.bascule.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bascule.bridge.Garbage;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.call.Undeclared;
import org.bascule.bridge.registry.MarshallerRegistry;
import org.bascule.bridge.session.FakeLauncher.EndingHost;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostEndedException;
import org.bascule.error.HostStartException;
import org.bascule.error.ValueException;
import org.bascule.lifetime.Housekeeper;
import org.bascule.spi.Abi;
import org.bascule.transport.Arena;
import org.bascule.transport.HostExit;
import org.bascule.transport.HostSettings;
import org.bascule.transport.LaneServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How sessions begin and end, without a host. */
@Timeout(60)
class SessionsTest {
  private static final String CLOSED =
      """
      BSC-103 cannot open a session
        expected: an open bridge
        actual: it has been closed
        remedy: ask for the service Bascule again, or make a bridge of your own""";

  @TempDir Path directory;

  private final FakeLauncher launcher = new FakeLauncher();
  private final MarshallerRegistry registry = new MarshallerRegistry();
  private final Sessions bridge =
      new Sessions(launcher, registry, SessionOptions::defaults, new Housekeeper());

  @Test
  void refusesACodePageThatJavaDoesNotKnow() {
    assertThatThrownBy(() -> bridge.open(SessionOptions.defaults().withCodePage(99999)))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot use code page 99999
              expected: a Windows code page that Java knows, such as 65001 (UTF-8), 1252 or 932
              actual: 99999
              remedy: choose another code page, or pass the bytes yourself""");
    assertThat(launcher.launched).isEmpty();
  }

  static Stream<Duration> absurdTimeouts() {
    return Stream.of(
        Duration.ofSeconds(Long.MAX_VALUE),
        Duration.ofSeconds(Long.MIN_VALUE),
        Duration.ofDays(1).plusNanos(1),
        Duration.ofSeconds(-1),
        Duration.ZERO);
  }

  @ParameterizedTest
  @MethodSource("absurdTimeouts")
  void refusesATimeLimitThatIsNone(Duration timeout) {
    assertRefused(
        SessionOptions.defaults().withStartTimeout(timeout),
        "startTimeout",
        "more than 0 s, at most 1 day",
        timeout.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001})
  void refusesNumbersOfLanesThatMakeNoSense(int lanes) {
    assertRefused(
        SessionOptions.defaults().withVirtualThreadLanes(lanes),
        "virtualThreadLanes",
        "1 to 1000",
        String.valueOf(lanes));
  }

  @Test
  void refusesAWorkingDirectoryThatIsNone() throws IOException {
    Path absent = directory.resolve("absent");
    assertRefused(
        SessionOptions.defaults().withWorkingDirectory(absent),
        "workingDirectory",
        "a directory",
        absent + ", which is not there");
    Path file = Files.createFile(directory.resolve("file"));
    assertRefused(
        SessionOptions.defaults().withWorkingDirectory(file),
        "workingDirectory",
        "a directory",
        file + ", which is none");
  }

  @Test
  void refusesALibraryPathOfFiles() throws IOException {
    Path file = Files.createFile(directory.resolve("demo.dll"));
    assertRefused(
        SessionOptions.defaults().withLibraryPath(List.of(directory, file)),
        "libraryPath",
        "directories",
        file + ", which is none");
  }

  @Test
  void refusesPathsThatWineCannotSee() throws IOException {
    URI archive = URI.create("jar:" + directory.resolve("a.zip").toUri());
    try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      Path inside = zip.getPath("/x");
      SessionOptions options = SessionOptions.defaults();
      String expected = "a path of this machine's files";
      String found = inside.toUri().toString();
      assertRefused(options.withPrefix(inside), "prefix", expected, found);
      assertRefused(options.withWorkingDirectory(inside), "workingDirectory", expected, found);
      assertRefused(options.withLibraryPath(List.of(inside)), "libraryPath", expected, found);
    }
  }

  @Test
  void refusesTheRootAsPrefix() {
    assertRefused(
        SessionOptions.defaults().withPrefix(Path.of("/")),
        "prefix",
        "a directory of its own",
        "/");
  }

  @Test
  void refusesVariablesThatNoProcessCanHave() {
    String names = "names of variables, without '=' and NUL";
    assertRefusedVariable("A=B", "c", names, "\"A=B\"");
    assertRefusedVariable("", "c", names, "\"\"");
    assertRefusedVariable("A\0", "c", names, "\"A\\0\"");
    assertRefusedVariable("A", "b\0c", "values without NUL", "A = \"b\\0c\"");
    assertRefusedVariable(
        "WINEPREFIX", "/x", "the prefix in SessionOptions.prefix", "WINEPREFIX = /x");
  }

  private void assertRefusedVariable(String name, String value, String expected, String actual) {
    assertRefused(
        SessionOptions.defaults().withEnvironment(Map.of(name, value)),
        "environment",
        expected,
        actual);
  }

  private void assertRefused(
      SessionOptions options, String option, String expected, String actual) {
    assertThatThrownBy(() -> bridge.open(options))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            """
            BSC-402 cannot open a session
              where: the option %s
              expected: %s
              actual: %s
              remedy: correct the option"""
                .formatted(option, expected, actual));
    assertThat(launcher.launched).as("launched").isEmpty();
  }

  /** Where a host of the test throws. */
  enum Point {
    SERVE_THREADS,
    ARENA,
    ON_END
  }

  static Stream<Arguments> failures() {
    List<Throwable> all =
        List.of(
            new BasculeException(
                new Diagnosis(ErrorCode.PROTOCOL, "do it", "", "this", "that", "nothing")),
            new IllegalStateException("an exception"),
            new IOException("a checked one that nobody declares"),
            new StackOverflowError(),
            new OutOfMemoryError("unable to create native thread"),
            new NoClassDefFoundError("gone"));
    return Stream.of(Point.values())
        .flatMap(point -> all.stream().map(thrown -> Arguments.of(point, thrown)));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void leavesNothingWhateverIsThrownAfterTheLaunch(Point point, Throwable thrown) {
    launcher.make = () -> new FailingHost(point, thrown);

    assertThat(catchThrowable(() -> bridge.open(SessionOptions.defaults()))).isSameAs(thrown);

    assertThat(launcher.launched).hasSize(1);
    assertThat(launcher.launched.get(0).closed).as("times closed").hasValueGreaterThan(0);
    assertThat(registry.listeners()).isZero();
    assertThat(bridge.sessions()).isEmpty();
    launcher.make = EndingHost::new;
    assertThat(bridge.shared().end()).isEmpty();
  }

  private static final class FailingHost extends EndingHost {
    private final Point point;
    private final Throwable thrown;

    FailingHost(Point point, Throwable thrown) {
      this.point = point;
      this.thrown = thrown;
    }

    @Override
    public void serveThreads(LaneServer server) {
      at(Point.SERVE_THREADS);
    }

    @Override
    public Arena arena() {
      at(Point.ARENA);
      return super.arena();
    }

    @Override
    public void onEnd(Consumer<HostExit> listener) {
      at(Point.ON_END);
      super.onEnd(listener);
    }

    private void at(Point here) {
      if (here == point) {
        throw Undeclared.thrown(thrown);
      }
    }
  }

  @Test
  void whatTheLauncherThrowsLeavesNothing() {
    for (Throwable thrown : List.of(new IllegalStateException(), new OutOfMemoryError())) {
      launcher.make =
          () -> {
            throw Undeclared.thrown(thrown);
          };
      assertThat(catchThrowable(() -> bridge.open(SessionOptions.defaults()))).isSameAs(thrown);
    }
    assertThat(bridge.sessions()).isEmpty();
  }

  @Test
  void theBridgeThatIsClosedWhileASessionOpensClosesThatToo() throws Exception {
    assertThatClosingEnds(() -> bridge.open(SessionOptions.defaults()));
  }

  @Test
  void theBridgeCanBeClosedWhileTheSharedSessionOpens() throws Exception {
    assertThatClosingEnds(bridge::shared);
  }

  private void assertThatClosingEnds(Supplier<Session> opener) throws Exception {
    CountDownLatch launching = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    launcher.make =
        () -> {
          launching.countDown();
          await(goOn);
          return new EndingHost();
        };
    CompletableFuture<Throwable> told =
        CompletableFuture.supplyAsync(() -> catchThrowable(opener::get));
    launching.await();

    bridge.close();
    goOn.countDown();

    assertThat(told.get()).isInstanceOf(HostStartException.class).hasMessage(CLOSED);
    assertThat(launcher.launched).hasSize(1);
    assertThat(launcher.launched.get(0).end()).isPresent();
    assertThat(bridge.sessions()).isEmpty();
    assertThat(registry.listeners()).isZero();
  }

  @Test
  void theBridgeThatIsClosedWhileAHostIsSetUpSaysSo() {
    launcher.make =
        () ->
            new EndingHost() {
              @Override
              public void serveThreads(LaneServer server) {
                bridge.close();
                throw new HostEndedException(
                    new Diagnosis(ErrorCode.HOST_ENDED, "serve", "", "a host", "none", "none"));
              }
            };

    assertThatThrownBy(() -> bridge.open(SessionOptions.defaults()))
        .isInstanceOf(HostStartException.class)
        .hasMessage(CLOSED)
        .hasCauseInstanceOf(HostEndedException.class);
  }

  @Test
  void aClosedBridgeLaunchesNothing() {
    bridge.close();
    bridge.close();

    assertThatThrownBy(() -> bridge.open(SessionOptions.defaults())).hasMessage(CLOSED);
    assertThatThrownBy(bridge::shared).hasMessage(CLOSED);
    assertThat(launcher.launched).isEmpty();
  }

  @Test
  void closingTheBridgeClosesEverySession() {
    Session one = bridge.open(SessionOptions.defaults());
    Session other = bridge.shared();

    bridge.close();

    assertThat(one.end()).isPresent();
    assertThat(other.end()).isPresent();
    assertThat(bridge.sessions()).isEmpty();
  }

  @Test
  void aSessionThatHasEndedIsReachableByNobody() {
    List<WeakReference<Session>> ended = new ArrayList<>();
    ended.add(new WeakReference<>(bridge.open(SessionOptions.defaults())));
    ended.add(new WeakReference<>(bridge.shared()));
    launcher.launched.get(0).close();
    launcher.launched.get(1).die();
    launcher.launched.clear();

    Garbage.collectUntil(() -> ended.stream().allMatch(session -> session.refersTo(null)));
    assertThat(registry.listeners()).isZero();
  }

  @Test
  void listsOpenSessionsOldestFirstAndNoEndedOnes() {
    Session first = bridge.open(SessionOptions.defaults());
    Session second = bridge.open(SessionOptions.defaults());
    Session third = bridge.open(SessionOptions.defaults());
    second.close();

    assertThat(bridge.sessions()).containsExactly(first, third);
  }

  @Test
  void theSharedSessionIsOpenedAnewWithTheDefaultsOfThen() {
    AtomicReference<SessionOptions> now = new AtomicReference<>(SessionOptions.defaults());
    Sessions counting = new Sessions(launcher, registry, now::get, new Housekeeper());
    Session first = counting.shared();
    assertThat(counting.shared()).isSameAs(first);
    launcher.launched.get(0).die();

    now.set(SessionOptions.defaults().withStartTimeout(Duration.ofSeconds(77)));
    assertThat(counting.shared()).isNotSameAs(first);
    assertThat(launcher.settings)
        .last()
        .extracting(HostSettings::startTimeout)
        .isEqualTo(Duration.ofSeconds(77));
  }

  @Test
  void eachWidthHasASharedSessionOfItsOwn() {
    Session wide = bridge.shared();
    Session narrow = bridge.shared(Abi.X86);

    assertThat(narrow).isNotSameAs(wide);
    assertThat(bridge.shared(Abi.X64)).isSameAs(wide);
    assertThat(bridge.shared(Abi.X86)).isSameAs(narrow);
    assertThat(narrow.abi()).isEqualTo(Abi.X86);
  }

  @Test
  void theDoctorTellsOfOptionsThatWouldBeRefused() {
    assertThat(bridge.examine(SessionOptions.defaults().withStartTimeout(Duration.ZERO)))
        .hasSize(1)
        .allSatisfy(
            check -> {
              assertThat(check.passed()).isFalse();
              assertThat(check.finding())
                  .isEqualTo("startTimeout is to be more than 0 s, at most 1 day, but is PT0S");
            });
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
