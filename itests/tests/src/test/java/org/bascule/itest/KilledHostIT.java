package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bascule.bridge.Bascule;
import org.bascule.bridge.HostEnd;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.HostEndedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The host is killed with SIGKILL in the middle of calls. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledHostIT {
  private static final int THREADS = 3;
  private static final int CALLS_BEFORE = 20_000;

  /** Of demo.dll. */
  public interface Demo {
    int add(int a, int b);
  }

  @Test
  void everyPendingCallFailsAtOnceAndANewSessionWorks() throws Exception {
    Bascule bascule = Standalone.bascule();
    try (Session session = bascule.open(TestBed.options())) {
      Demo demo = session.load(TestBed.demo(), Demo.class);
      CountDownLatch busy = new CountDownLatch(THREADS);
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Future<Throwable>> failures = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        failures.add(threads.submit(() -> catchThrowable(() -> callForEver(demo, busy))));
      }
      busy.await();
      long killed = System.nanoTime();
      ProcessHandle.of(session.host().processId()).orElseThrow().destroyForcibly();
      for (Future<Throwable> failure : failures) {
        assertThat(failure.get(10, TimeUnit.SECONDS))
            .isInstanceOf(HostEndedException.class)
            .hasMessageMatching(ended(session.host().processId()));
      }
      // The promise is 100 ms; the rest is for two processors that are busy with other things.
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(1));
      assertThat(session.end()).map(HostEnd::exitStatus).contains(128 + 9);
      assertThatThrownBy(() -> demo.add(1, 2)).isInstanceOf(HostEndedException.class);
      threads.shutdown();
    }
    try (Session next = bascule.open(TestBed.options())) {
      assertThat(next.load(TestBed.demo(), Demo.class).add(1, 2)).isEqualTo(3);
    }
  }

  @Test
  void aCallThatNeverReturnsEndsWithTheSession() throws Exception {
    Session session = Standalone.bascule().open(TestBed.options());
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<Throwable> failure =
        thread.submit(
            () ->
                catchThrowable(
                    () -> session.function(TestBed.faults(), "void loop_forever(void)").call()));
    Leftovers.await(Duration.ofSeconds(10), () -> session.lanes() > 0);
    session.close();
    assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(HostEndedException.class);
    thread.shutdown();
  }

  /** The whole message; a thread may be between two calls when the host is killed. */
  private static String ended(long host) {
    return """
        BSC-105 cannot (exchange a frame with|open a lane to) the Wine host
          where: host process %d
          expected: a running host
          actual: ended by signal 9
          remedy: look for the cause in the DLL's output, then open a new session"""
        .formatted(host);
  }

  private static void callForEver(Demo demo, CountDownLatch busy) {
    for (int n = 0; ; n++) {
      assertThat(demo.add(n, 1)).isEqualTo(n + 1);
      if (n == CALLS_BEFORE) {
        busy.countDown();
      }
    }
  }
}
