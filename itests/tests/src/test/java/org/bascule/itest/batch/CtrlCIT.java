package org.bascule.itest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bascule.itest.Leftovers;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The shell at a terminal, where Ctrl-C is a signal to all that run there. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@WideOnly("the shell is the same for both widths")
class CtrlCIT {
  private static final String PROMPT = "bascule> ";
  private static final byte CTRL_C = 3;

  private final StringBuilder shown = new StringBuilder();

  @Test
  void interruptsTheCommandAndNeverTheRuntime() throws Exception {
    String program = TestBed.distribution().resolve("bin/bascule").toString();
    // script gives it a terminal of its own.
    Process shell = new ProcessBuilder("script", "-qfec", program, "/dev/null").start();
    try (OutputStream keys = shell.getOutputStream()) {
      Thread reader = new Thread(() -> read(shell.getInputStream()));
      reader.start();
      awaitShown(PROMPT);
      type(keys, "wine:call " + TestBed.dll("hangs") + " 'int wait_for_ever(void)'\r");
      awaitLane();
      keys.write(CTRL_C);
      keys.flush();
      awaitShown("interrupted");
      awaitShown(PROMPT);
      keys.write(CTRL_C);
      keys.flush();
      type(keys, "wine:call --timeout 30 msvcrt 'int abs(int n)' -4711\r");
      awaitShown("\n4711");
      type(keys, "exit\r");
      assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      shell.destroyForcibly();
    }
  }

  /** Until the DLL's code can be expected to run: a host does. */
  private static void awaitLane() {
    Leftovers.await(
        Duration.ofSeconds(60),
        () ->
            ProcessHandle.current()
                .descendants()
                .anyMatch(
                    process ->
                        process.info().commandLine().orElse("").contains("bascule-host.exe")));
    Leftovers.await(Duration.ofSeconds(1), () -> false);
  }

  private static void type(OutputStream keys, String line) throws IOException {
    keys.write(line.getBytes(StandardCharsets.UTF_8));
    keys.flush();
  }

  private void read(InputStream terminal) {
    byte[] bytes = new byte[1024];
    try {
      for (int count = terminal.read(bytes); count >= 0; count = terminal.read(bytes)) {
        synchronized (shown) {
          shown.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      // The shell has ended.
    }
  }

  /** Waits for this text, and forgets all up to its end. */
  private void awaitShown(String text) {
    Duration took =
        Leftovers.await(
            Duration.ofSeconds(60),
            () -> {
              synchronized (shown) {
                int at = shown.indexOf(text);
                if (at >= 0) {
                  shown.delete(0, at + text.length());
                }
                return at >= 0;
              }
            });
    assertThat(took).as("\"%s\" is to be shown, behind it was: %s", text, shown).isNotNull();
  }
}
