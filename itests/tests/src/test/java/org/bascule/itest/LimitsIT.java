package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bascule.bridge.ResourceLimits;
import org.bascule.bridge.Session;
import org.bascule.bridge.standalone.Standalone;
import org.bascule.error.HostEndedException;
import org.bascule.error.NativeFaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of DLLs that want more of the machine than the host may use. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsIT {
  private static final long MEGABYTE = 1 << 20;

  @Test
  void memoryBeyondTheLimitIsRefusedAndTheSessionGoesOn() {
    try (Session session = open(ResourceLimits.NONE.withMemory(128 * MEGABYTE))) {
      var malloc = session.function("msvcrt", "size_t malloc(size_t size)");
      List<Object> had = new ArrayList<>();
      for (Object block = malloc.call(4 * MEGABYTE);
          ((Number) block).longValue() != 0;
          block = malloc.call(4 * MEGABYTE)) {
        had.add(block);
      }
      assertThat(had).hasSizeBetween(4, 32);
      assertThatThrownBy(
              () ->
                  session
                      .function("msvcrt", "size_t memset(size_t at, int value, size_t size)")
                      .call(0, 1, 8))
          .isInstanceOf(NativeFaultException.class)
          .message()
          .containsPattern(
              "access violation \\(0xc0000005\\) at .* \\(the host had \\d+ MiB of at most 128 MiB"
                  + " of memory, limit\\.memory\\), writing 0x0\n");
      had.forEach(block -> session.function("msvcrt", "void free(size_t at)").call(block));
      assertThat(((Number) malloc.call(4 * MEGABYTE)).longValue()).isNotZero();
    }
  }

  @Test
  void aHostThatHasUsedUpItsTimeEndsWithThatReason() {
    try (Session session = open(ResourceLimits.NONE.withCpu(Duration.ofSeconds(2)))) {
      assertThatThrownBy(
              () ->
                  session
                      .function(TestBed.demo(), "void echo_turns(uint8_t *turns, uint64_t count)")
                      .call(new byte[128], 1))
          .isInstanceOf(HostEndedException.class)
          .message()
          .contains("  actual: ended, being over its CPU limit of 2 s (limit.cpu)\n");
      assertThat(session.end().orElseThrow().reason())
          .isEqualTo("ended, being over its CPU limit of 2 s (limit.cpu)");
    }
  }

  @Test
  void theKernelHoldsTheHostAndNotWhatItSharesWithOthers() throws IOException {
    try (Session session = open(ResourceLimits.NONE.withFiles(300).withMemory(256 * MEGABYTE))) {
      assertThat(limits(session.host().processId()))
          .anyMatch(line -> line.matches("Max open files +300 +300 .*"))
          .anyMatch(line -> line.matches("Max data size +268435456 +268435456 .*"));
      for (ProcessHandle other : ProcessHandle.allProcesses().toList()) {
        if (other.info().command().orElse("").contains("wineserver")) {
          assertThat(limits(other.pid())).noneMatch(line -> line.matches("Max open files +300 .*"));
        }
      }
    }
  }

  private static List<String> limits(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "limits"));
  }

  private static Session open(ResourceLimits limits) {
    return Standalone.bascule().open(TestBed.options().withResources(limits));
  }
}
