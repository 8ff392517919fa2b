package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bascule.bridge.Session;
import org.bascule.bridge.SessionOptions;
import org.bascule.bridge.standalone.Standalone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * DLLs are told of the end, at which they give back what they hold, and what they printed appears.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FarewellIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path directory;

  /** Of farewell.dll. */
  public interface Farewell {
    void leave_file_at_end(String path);

    void hang_at_end();

    void pause_before(int milliseconds);

    int print_only(String text);

    int print_with(String runtime, String line);
  }

  static String windowsPath(Path file) {
    return "Z:" + file.toString().replace('/', '\\');
  }

  private static Farewell farewell(Session session) {
    return session.load(TestBed.dll("farewell").toString(), Farewell.class);
  }

  @Test
  void aClosedSessionHasToldItsDlls() {
    Path left = directory.resolve("closed");
    try (Session session = Standalone.bascule().open(TestBed.options())) {
      farewell(session).leave_file_at_end(windowsPath(left));
      assertThat(left).doesNotExist();
    }
    assertThat(left).exists();
  }

  @Test
  void aJvmThatEndsHasToldThem() throws Exception {
    Path left = directory.resolve("ended");
    try (ChildJvm child = ChildJvm.run(Leaving.class, windowsPath(left))) {
      assertThat(child.line()).isEqualTo("leaving");
    }
    assertThat(Leftovers.await(SOON, () -> Files.exists(left))).isNotNull();
  }

  /** Opens a session and leaves it to the end of the JVM. */
  static final class Leaving {
    private Leaving() {}

    public static void main(String[] arguments) {
      Session session = Standalone.bascule().open(TestBed.options());
      farewell(session).leave_file_at_end(arguments[0]);
      System.out.println("leaving");
    }
  }

  @Test
  void aDllThatNeverComesToAnEndIsNotWaitedForLong() {
    long host;
    try (Session session = Standalone.bascule().open(TestBed.options())) {
      host = session.host().processId();
      farewell(session).hang_at_end();
    }
    assertThat(Leftovers.await(SOON, () -> !Leftovers.isAlive(host))).isNotNull();
  }

  @Test
  void howLongTheEndMayTakeIsASetting() {
    Path patient = directory.resolve("patient");
    leaveAfter(3000, patient, TestBed.options().withEndTimeout(Duration.ofSeconds(60)));
    assertThat(patient).exists();
    Path hasty = directory.resolve("hasty");
    leaveAfter(20_000, hasty, TestBed.options().withEndTimeout(Duration.ofMillis(500)));
    assertThat(hasty).doesNotExist();
  }

  @Test
  void aTimeoutOfNothingTellsNoDll() {
    Path left = directory.resolve("untold");
    leaveAfter(0, left, TestBed.options().withEndTimeout(Duration.ZERO));
    assertThat(left).doesNotExist();
  }

  @Test
  void theSettingHoldsAtTheEndOfTheJvmToo() throws Exception {
    Path left = directory.resolve("patient");
    try (ChildJvm child = ChildJvm.run(Pausing.class, windowsPath(left))) {
      assertThat(child.line()).isEqualTo("leaving");
      assertThat(child.exitStatus()).isZero();
    }
    assertThat(Leftovers.await(SOON, () -> Files.exists(left))).isNotNull();
  }

  /** The same with a DLL that takes longer than the usual limit. */
  static final class Pausing {
    private Pausing() {}

    public static void main(String[] arguments) {
      SessionOptions patient = TestBed.options().withEndTimeout(Duration.ofSeconds(60));
      Farewell farewell = farewell(Standalone.bascule().open(patient));
      farewell.leave_file_at_end(arguments[0]);
      farewell.pause_before(3000);
      System.out.println("leaving");
    }
  }

  private static void leaveAfter(int milliseconds, Path file, SessionOptions options) {
    try (Session session = Standalone.bascule().open(options)) {
      Farewell farewell = farewell(session);
      farewell.leave_file_at_end(windowsPath(file));
      farewell.pause_before(milliseconds);
    }
  }

  @Test
  void linesAppearWhenTheyArePrintedAndTheRestInTheEnd() {
    List<String> lines = new CopyOnWriteArrayList<>();
    SessionOptions options = TestBed.options().withDllOutput(lines::add);
    try (Session session = Standalone.bascule().open(options)) {
      String puts = "int puts(const char *text)";
      session.function("msvcrt", puts).call("hello from msvcrt");
      assertArrives(lines, "hello from msvcrt");
      session.function("ucrtbase", puts).call("hello from ucrtbase");
      assertArrives(lines, "hello from ucrtbase");
      Farewell farewell = farewell(session);
      assertThat(farewell.print_with("msvcr120", "hello from msvcr120")).isNotNegative();
      // It is the loader that tells of a runtime that a DLL loads: the line before may be too
      // early.
      assertThat(
              Leftovers.await(
                  SOON,
                  () -> {
                    farewell.print_with("msvcr120", "hello again");
                    return lines.contains("hello again");
                  }))
          .isNotNull();
      farewell.print_only("no end of the line");
    }
    assertArrives(lines, "no end of the line");
    assertThat(lines).contains("hello from msvcr120");
  }

  private static void assertArrives(List<String> lines, String line) {
    Leftovers.await(SOON, () -> lines.contains(line));
    assertThat(lines).contains(line);
  }
}
