package org.bascule.itest.windowsjna.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bascule.itest.Leftovers;
import org.bascule.itest.TestBed;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program has one session, which ends with it, however that ends. */
class LeftBehindIT {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"stay", "exit", "throw", "kill"})
  void nothingIsLeftBehind(String end) throws Exception {
    Path jar = Vendor.jar(folder, "PlainVendor");
    Process program =
        JavaDoor.shipped(folder)
            .start(
                Vendor.WIDTH,
                "-cp",
                jar.toString(),
                Vendor.name("PlainVendor"),
                TestBed.demo(),
                end);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      out.readLine();
      out.readLine();
      assertThat(out.readLine()).isEqualTo(" " + end);
      List<Long> hosts = program.descendants().map(ProcessHandle::pid).toList();
      assertThat(hosts).hasSize(1);
      if (end.equals("kill")) {
        program.destroyForcibly();
      } else {
        program.getOutputStream().close();
      }
      assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(Leftovers.await(PATIENCE, () -> hosts.stream().noneMatch(Leftovers::isAlive)))
          .as("the host ends")
          .isNotNull();
      assertThat(Leftovers.of(program.pid())).isEmpty();
    } finally {
      program.destroyForcibly();
    }
  }
}
