package org.bascule.transport.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinuxProcessTest {
  @Test
  void knowsThatThisJvmLives() {
    LinuxProcess self = LinuxProcess.current();

    assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(self.startTime()).isPositive();
    assertThat(self.alive()).isTrue();
  }

  @Test
  void knowsThatAnEndedProcessIsGone() throws Exception {
    Process process = new ProcessBuilder("cat").start();
    LinuxProcess lived = LinuxProcess.of(process.pid());
    assertThat(lived.alive()).isTrue();
    process.destroyForcibly().waitFor();

    assertThat(lived.alive()).isFalse();
    assertThat(LinuxProcess.of(999_999_999).alive()).isFalse();
  }

  @Test
  void tellsAProcessFromAnEarlierOneOfItsNumber() {
    LinuxProcess self = LinuxProcess.current();

    assertThat(new LinuxProcess(self.pid(), self.startTime() - 1).alive()).isFalse();
  }
}
