package org.bascule.transport.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessWatchTest {
  private Process first;
  private Process second;

  @BeforeEach
  void start() throws Exception {
    first = new ProcessBuilder("sleep", "1000").start();
    second = new ProcessBuilder("sleep", "1000").start();
  }

  @AfterEach
  void end() {
    first.destroyForcibly();
    second.destroyForcibly();
  }

  private List<LinuxProcess> both() {
    return List.of(LinuxProcess.of(first.pid()), LinuxProcess.of(second.pid()));
  }

  @Test
  void tellsWhichOneHasEnded() throws Exception {
    try (ProcessWatch watch = new ProcessWatch(both())) {
      CompletableFuture<Integer> ended = CompletableFuture.supplyAsync(watch::await);
      second.destroyForcibly();

      assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  @Test
  void knowsOfOneThatHadEndedBefore() throws Exception {
    List<LinuxProcess> both = both();
    first.destroyForcibly().waitFor();

    try (ProcessWatch watch = new ProcessWatch(both)) {
      assertThat(watch.await()).isZero();
    }
  }

  @Test
  void waitsWithoutWorking() throws Exception {
    try (ProcessWatch watch = new ProcessWatch(both())) {
      Thread waits = new Thread(watch::await);
      waits.start();
      java.lang.management.ThreadMXBean threads =
          java.lang.management.ManagementFactory.getThreadMXBean();
      long before = settled(threads, waits);
      Thread.sleep(500); // What is measured is a time in which nothing happens.
      assertThat(threads.getThreadCpuTime(waits.getId()) - before).isLessThan(2_000_000);
      first.destroyForcibly();
      waits.join();
    }
  }

  /** The CPU time of a thread once it has begun to wait. */
  private static long settled(java.lang.management.ThreadMXBean threads, Thread thread) {
    long before = -1;
    long now = threads.getThreadCpuTime(thread.getId());
    while (now != before) {
      before = now;
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
      now = threads.getThreadCpuTime(thread.getId());
    }
    return now;
  }
}
