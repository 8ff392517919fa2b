package org.bascule.itest.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.itest.Leftovers;
import org.bascule.itest.NarrowOnly;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of threads call at the same time. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyThreadsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final long SMALL_STACK = 256 * 1024;

  /** Of msvcrt. */
  public interface Msvcrt {
    int abs(int number);
  }

  @Test
  void eachOfManyThreadsCallsAndTheirLanesAreGivenBack() throws Exception {
    try (Session session = Standalone.bascule().open(TestBed.options())) {
      Msvcrt msvcrt = session.load("msvcrt", Msvcrt.class);
      int before = session.lanes();
      Queue<Throwable> failures = callAtOnce(msvcrt, TestBed.byWidth(2000, 150));

      assertThat(failures).isEmpty();
      assertThat(Leftovers.await(SOON, () -> session.lanes() <= before)).isNotNull();
      assertThat(session.end()).isEmpty();
    }
  }

  @Test
  @NarrowOnly("here it is addresses that there are too few of")
  void refusesTheThreadsThatHaveNoAddresses() throws Exception {
    try (Session session = Standalone.bascule().open(TestBed.options())) {
      Msvcrt msvcrt = session.load("msvcrt", Msvcrt.class);
      Queue<Throwable> failures = callAtOnce(msvcrt, 400);

      assertThat(failures).isNotEmpty().hasSizeLessThan(250);
      assertThat(failures)
          .allSatisfy(
              failure ->
                  assertThat(failure.getMessage())
                      .matches(
                          """
                          BSC-104 cannot open a lane to the Wine host
                            expected: room for one more lane, or a lane that is given up within 2 s
                            actual: \\d+ lanes are open, and a 32-bit host has addresses for no more
                            remedy: have fewer threads call at the same time, for instance those of a \
                          pool"""));
      assertThat(session.end()).isEmpty();
      assertThat(callAtOnce(msvcrt, 1)).isEmpty();
    }
  }

  @Test
  @WideOnly("the limit of descriptors: 32 bits end at that of addresses")
  void refusesTheThreadsThatTheHostHasNoRoomFor() throws Exception {
    try (Session session = Standalone.bascule().open(TestBed.options())) {
      Msvcrt msvcrt = session.load("msvcrt", Msvcrt.class);
      long host = session.host().processId();
      lowerDescriptors(host, 3000);
      Queue<Throwable> failures = callAtOnce(msvcrt, 6000);

      assertThat(failures).isNotEmpty();
      assertThat(failures.size()).isLessThan(6000 - 300);
      assertThat(failures)
          .allSatisfy(
              failure ->
                  assertThat(failure.getMessage())
                      .matches(
                          """
                          BSC-104 cannot open a lane to the Wine host
                            expected: room for one more lane, or a lane that is given up within 2 s
                            actual: \\d+ lanes are open, and host process %d has \\d+ of at most 3000 \
                          descriptors open, of which each lane takes 7
                            remedy: have fewer threads call at the same time, for instance those of a \
                          pool, or raise the limit of open files \\(ulimit -n\\) before the session is \
                          opened"""
                              .formatted(host)));
      assertThat(session.end()).isEmpty();
      assertThat(callAtOnce(msvcrt, 1)).isEmpty();
    }
  }

  private static Queue<Throwable> callAtOnce(Msvcrt msvcrt, int count) throws InterruptedException {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    CountDownLatch called = new CountDownLatch(count);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      Thread thread =
          new Thread(
              null,
              () -> {
                try {
                  assertThat(msvcrt.abs(-number)).isEqualTo(number);
                } catch (Throwable e) {
                  failures.add(e);
                }
                called.countDown();
                await(called); // All of them live at the same time.
              },
              "calling-" + i,
              SMALL_STACK);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return failures;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void lowerDescriptors(long pid, int limit)
      throws IOException, InterruptedException {
    Process prlimit =
        new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--nofile=" + limit)
            .inheritIO()
            .start();
    assertThat(prlimit.waitFor()).isZero();
  }
}
