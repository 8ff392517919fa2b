package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostEndedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The wineserver of a prefix is killed beside busy threads. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledServerIT {
  private static final int TIMES = 12;

  @TempDir Path directory;

  /** Of demo.dll. */
  public interface Demo {
    int add(int a, int b);
  }

  @Test
  void everyCallerGetsAnExceptionSoonAndNothingIsLeft() throws Exception {
    Path prefix = directory.resolve("prefix");
    for (int i = 0; i < TIMES; i++) {
      killOnce(prefix, i);
    }
    assertThat(Leftovers.await(Duration.ofSeconds(5), () -> processesOf(prefix).isEmpty()))
        .as("processes of the prefix that are left: " + processesOf(prefix))
        .isNotNull();
  }

  private static void killOnce(Path prefix, int round) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Session session = Standalone.bascule().open(TestBed.options().withPrefix(prefix))) {
      Demo demo = session.load(TestBed.demo(), Demo.class);
      CountDownLatch busy = new CountDownLatch(4);
      List<Future<Throwable>> failures = new ArrayList<>();
      // Two that work, one that waits in Windows, one that needs the server again and again.
      failures.add(threads.submit(() -> catchThrowable(() -> add(demo, busy))));
      failures.add(threads.submit(() -> catchThrowable(() -> add(demo, busy))));
      failures.add(threads.submit(() -> calling(session, busy, "int wait_for_ever(void)", false)));
      failures.add(
          threads.submit(() -> calling(session, busy, "int wait_milliseconds(int n)", true)));
      busy.await();
      long server = serverOf(prefix);
      long start = System.nanoTime();
      ProcessHandle.of(server).orElseThrow().destroyForcibly();
      for (Future<Throwable> failure : failures) {
        Throwable thrown = failure.get(10, TimeUnit.SECONDS);
        assertThat(thrown).as("round " + round).isInstanceOf(HostEndedException.class);
        assertThat(((HostEndedException) thrown).diagnosis().code())
            .as("round " + round + ": " + thrown.getMessage())
            .isEqualTo(ErrorCode.WINESERVER_ENDED);
        assertThat(((HostEndedException) thrown).diagnosis().actual())
            .isEqualTo("the wineserver of its prefix, process " + server + ", has ended");
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    } finally {
      threads.shutdown();
    }
  }

  private static void add(Demo demo, CountDownLatch busy) {
    for (int n = 0; ; n++) {
      assertThat(demo.add(n, 1)).isEqualTo(n + 1);
      if (n == 1000) {
        busy.countDown();
      }
    }
  }

  private static Throwable calling(
      Session session, CountDownLatch busy, String prototype, boolean again) {
    String hangs = TestBed.dll("hangs").toString();
    return catchThrowable(
        () -> {
          var function = session.function(hangs, prototype);
          busy.countDown();
          do {
            function.call(again ? new Object[] {1} : new Object[0]);
          } while (again);
        });
  }

  private static long serverOf(Path prefix) throws IOException {
    String name =
        "server-%x-%x"
            .formatted(
                (long) Files.getAttribute(prefix, "unix:dev"),
                (long) Files.getAttribute(prefix, "unix:ino"));
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> Leftovers.isAlive(pid) && link(pid).endsWith(name))
        .filter(pid -> text(Path.of("/proc", pid.toString(), "comm")).startsWith("wineserver"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Long> processesOf(Path prefix) {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(Leftovers::isAlive)
        .filter(pid -> text(Path.of("/proc", pid.toString(), "environ")).contains(prefix + "\0"))
        .filter(
            pid -> text(Path.of("/proc", pid.toString(), "comm")).matches("(?s).*\\.exe\n|wine.*"))
        .toList();
  }

  private static String link(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "cwd")).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
