package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bascule.bridge.standalone.Standalone;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The JVM is killed with SIGKILL, at any moment. */
class KilledJvmIT {
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 10;

  @RepeatedTest(3)
  void leavesNothingBehind() throws Exception {
    try (ChildJvm child = ChildJvm.run(CallingProgram.class)) {
      long host = Long.parseLong(child.line().substring("host ".length()));
      for (int sign = 0; sign < 3; sign++) {
        assertThat(child.line()).isEqualTo("calling");
      }
      assertThat(Leftovers.isAlive(host)).isTrue();
      child.kill();
      assertThat(Leftovers.await(ONE_SECOND, () -> !Leftovers.isAlive(host)))
          .as("the host ends within a second of the JVM's end")
          .isNotNull();
      assertThat(Leftovers.of(child.pid())).isEmpty();
    }
  }

  /**
   * Only in the middle of a start do files have names; a kill there leaves them to the next start.
   */
  @Test
  void whatAKillInTheMiddleOfAStartLeavesTheNextStartSweeps() throws Exception {
    List<Path> left = List.of();
    for (int attempt = 0; left.isEmpty() && attempt < ATTEMPTS; attempt++) {
      left = killWhileStarting();
    }
    assertThat(left).as("names left by a JVM that was killed while it started").isNotEmpty();
    Standalone.bascule().open(TestBed.options()).close();
    assertThat(left).noneMatch(Files::exists);
  }

  private static List<Path> killWhileStarting() throws Exception {
    try (ChildJvm child = ChildJvm.run(CallingProgram.class)) {
      Leftovers.await(Duration.ofSeconds(30), () -> !leftovers(child.pid()).isEmpty());
      List<ProcessHandle> family =
          ProcessHandle.of(child.pid()).stream().flatMap(ProcessHandle::children).toList();
      child.kill();
      family.forEach(ProcessHandle::destroyForcibly);
      return Leftovers.of(child.pid());
    }
  }

  private static List<Path> leftovers(long jvm) {
    try {
      return Leftovers.of(jvm);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
