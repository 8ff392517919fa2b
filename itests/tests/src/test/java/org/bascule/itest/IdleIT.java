package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A session that is open and does nothing. */
class IdleIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final long SECONDS = 10;

  @Test
  void takesNoProcessorTime() throws Exception {
    assertThat(WINE.demo("int add(int a, int b)", 1, 2)).isEqualTo(3);
    assertThat(WINE.session().lanes()).isEqualTo(1);
    Thread.sleep(500); // until both sides have stopped spinning
    long before = processorTime(WINE.session().host().processId());
    Thread.sleep(TimeUnit.SECONDS.toMillis(SECONDS));
    long used = processorTime(WINE.session().host().processId()) - before;
    assertThat(used)
        .as(
            "nanoseconds of processor time in %d s; 0.1 %% would be %d",
            SECONDS, SECONDS * 1_000_000)
        .isLessThan(SECONDS * 1_000_000);
  }

  /** Of all threads of a process, in nanoseconds: the first number of each one's schedstat. */
  private static long processorTime(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
      long sum = 0;
      for (Path thread : threads.toList()) {
        sum += Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0]);
      }
      return sum;
    }
  }
}
