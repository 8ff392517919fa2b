package org.bascule.transport.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bascule.error.HostStartException;
import org.bascule.transport.HostLimits;
import org.bascule.transport.posix.LinuxProcess;
import org.bascule.transport.runtime.OwnerName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits by a tree that looks like one of control groups, and by the kernel for a real process. */
class LimiterTest {
  private static final HostLimits BOTH = limits(1L << 28, 0, 100, 0);
  private static final int SOMEBODY = 1000;

  @TempDir Path mount;
  private Process process;

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void theInnermostGroupThatMayBeDividedGetsOneForTheHost() throws IOException {
    group("user", "cpu memory pids");
    group("user/app", "memory pids");
    group("user/app/jvm", "");
    Limiter limiter =
        Limiter.prepare(BOTH, new ControlGroups(mount, "5:x:/\n0::/user/app/jvm\n"), 0);
    limiter.hold(4711);

    Path made = mount.resolve("user/app").resolve(OwnerName.current().directory(0));
    assertThat(made.resolve("memory.max")).hasContent("268435456");
    assertThat(made.resolve("pids.max")).hasContent("100");
    assertThat(made.resolve("cgroup.procs")).hasContent("4711");

    Files.writeString(made.resolve("memory.current"), "104857600\n");
    assertThat(limiter.memory())
        .contains("the host had 100 MiB of at most 256 MiB of memory, limit.memory");
    assertThat(limiter.ending(137)).isEmpty();
    Files.writeString(made.resolve("memory.events"), "max 3\noom 1\noom_kill 1\n");
    assertThat(limiter.ending(137)).contains("over its memory limit of 256 MiB (limit.memory)");
    assertThat(limiter.ending(1)).isEmpty();

    clear(made);
    limiter.end();
    assertThat(made).doesNotExist();
  }

  @Test
  void groupsOfJvmsThatAreGoneAreTakenAway() throws IOException {
    group("", "memory pids");
    OwnerName self = OwnerName.current();
    OwnerName gone =
        new OwnerName(self.uid(), self.pidNamespace(), new LinuxProcess(self.process().pid(), 1));
    Path left = Files.createDirectory(mount.resolve(gone.directory(0)));
    Path others = Files.createDirectory(mount.resolve(self.directory(0)));
    Limiter.prepare(BOTH, new ControlGroups(mount, "0::/\n"), 0);

    assertThat(left).doesNotExist();
    assertThat(others).exists();
    assertThat(mount.resolve(self.directory(1))).exists();
  }

  @Test
  void aGroupThatIsNamedMustBeOneThatMayBeDivided() throws IOException {
    group("named", "pids");
    Path named = mount.resolve("named");
    HostLimits limits = new HostLimits(1L << 28, 0, 0, 0, Optional.of(named));
    assertThatThrownBy(() -> Limiter.prepare(limits, new ControlGroups(mount, ""), 0))
        .isInstanceOf(HostStartException.class)
        .hasMessage(
            """
            BSC-103 cannot hold a Wine host to its limits
              where: %s
              expected: a control group of version 2 that this user may divide
              actual: its cgroup.subtree_control has no memory
              remedy: have it delegated to this user, with the controllers memory and pids for \
            those in it"""
                .formatted(named));
  }

  @Test
  void rootsProcessesAreNotLimitedByWhatDoesNotHold() {
    assertThatThrownBy(() -> Limiter.prepare(BOTH, new ControlGroups(mount, "0::/\n"), 0))
        .isInstanceOf(HostStartException.class)
        .hasMessage(
            """
            BSC-103 cannot hold a Wine host to its limits
              where: limit.processes
              expected: a control group, or a user other than root
              actual: root without one: the kernel does not count root's processes
              remedy: name a control group in limit.cgroup, or run as another user""");
  }

  @Test
  void withoutAGroupTheKernelHoldsTheProcessItself() throws Exception {
    process = new ProcessBuilder("sleep", "60").start();
    Limiter limiter =
        Limiter.prepare(
            limits(1L << 28, 7, 100, 300), new ControlGroups(mount, "0::/\n"), SOMEBODY);
    limiter.hold(process.pid());

    List<String> held = Files.readAllLines(Path.of("/proc", "" + process.pid(), "limits"));
    assertThat(held)
        .anyMatch(line -> line.matches("Max cpu time +7 +8 +seconds *"))
        .anyMatch(line -> line.matches("Max data size +268435456 +268435456 +bytes *"))
        .anyMatch(line -> line.matches("Max open files +300 +300 +files *"))
        .anyMatch(line -> line.matches("Max processes +(\\d+) +\\1 +processes *"))
        .noneMatch(line -> line.matches("Max processes +100 .*"));
    assertThat(limiter.ending(128 + 24)).contains("over its CPU limit of 7 s (limit.cpu)");
    assertThat(limiter.memory().orElseThrow())
        .matches("the host had \\d+ MiB of at most 256 MiB of memory, limit.memory");
  }

  @Test
  void nothingIsTouchedWithoutLimits() throws Exception {
    process = new ProcessBuilder("sleep", "60").start();
    Path file = Path.of("/proc", "" + process.pid(), "limits");
    String before = Files.readString(file);
    group("", "memory pids");
    Limiter limiter = Limiter.prepare(HostLimits.NONE, new ControlGroups(mount, "0::/\n"), 0);
    limiter.hold(process.pid());

    assertThat(Files.readString(file)).isEqualTo(before);
    try (Stream<Path> groups = Files.list(mount)) {
      assertThat(groups.filter(Files::isDirectory)).isEmpty();
    }
    assertThat(limiter.memory()).isEmpty();
    assertThat(limiter.ending(128 + 24)).isEmpty();
  }

  private static HostLimits limits(long memory, long cpu, long processes, long files) {
    return new HostLimits(memory, cpu, processes, files, Optional.empty());
  }

  private void group(String path, String controllers) throws IOException {
    Path directory = Files.createDirectories(mount.resolve(path));
    Files.writeString(directory.resolve("cgroup.procs"), "");
    Files.writeString(directory.resolve("cgroup.subtree_control"), controllers + "\n");
  }

  /** What the real file system does by itself when a group goes. */
  private static void clear(Path group) throws IOException {
    try (Stream<Path> files = Files.list(group)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
