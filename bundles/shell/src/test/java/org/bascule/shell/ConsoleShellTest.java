package org.bascule.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleShellTest {
  private static final String HINT =
      """
      Bascule: functions of Windows DLLs. Try
        wine:call msvcrt "double pow(double x, double y)" 2 10
      help lists the commands, help wine:call explains one, Ctrl-D ends.
      """;

  @TempDir private Path temporary;
  private Terminal running;
  private final FakeBascule bascule = new FakeBascule();
  private final Gogo gogo = new Gogo(bascule);

  @AfterEach
  void close() {
    gogo.close();
  }

  @Test
  void saysWhatToTypeAndPrintsResults() throws IOException {
    bascule.session.result = 5;

    assertThat(type("wine:call msvcrt 'int abs(int n)' -5\n"))
        .isEqualTo(HINT + "bascule> 5\nbascule> ");
  }

  @Test
  void goesOnAfterAFailure() throws IOException {
    assertThat(type("nosuch\n\nwine:sessions\n"))
        .isEqualTo(
            HINT
                + "bascule> Command not found: nosuch\n  remedy: help lists the commands\n"
                + "bascule> bascule> no session is open; the first wine:call opens one\n"
                + "bascule> ");
  }

  @Test
  void readsTextOutsideAscii() throws IOException {
    type("wine:call msvcrt 'size_t strlen(const char *s)' Zugbrücke\n");

    assertThat(bascule.session.arguments).containsExactly("Zugbrücke");
  }

  @Test
  void printsTextOutsideAscii() throws IOException {
    bascule.session.result = "Zugbrücke";

    assertThat(type("wine:call demo 'const char *name(void)'\n"))
        .isEqualTo(HINT + "bascule> Zugbrücke\nbascule> ");
  }

  @Test
  void endsWhenItIsTold() throws IOException {
    assertThat(type("exit\nwine:sessions\n")).isEqualTo(HINT + "bascule> ");
    assertThat(type("quit\nwine:sessions\n")).isEqualTo(HINT + "bascule> ");
  }

  @Test
  void remembersWhatWasTyped() throws IOException {
    type("wine:sessions\n");

    assertThat(Files.readString(temporary.resolve("history"))).endsWith(":wine:sessions\n");
  }

  @Test
  void interruptsACommandWithCtrlCAndGoesOn() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    bascule.session.result = 5;
    bascule.session.during =
        () -> {
          bascule.session.during = () -> {};
          running.raise(Terminal.Signal.INT);
          try {
            new CountDownLatch(1).await(10, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        };

    assertThat(type("wine:call demo 'int f(void)'\nwine:call demo 'int f(void)'\n"))
        .isEqualTo(HINT + "bascule> interrupted\n" + "bascule> 5\n" + "bascule> ");
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private String type(String input) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Terminal terminal =
        new DumbTerminal(
            "test",
            "dumb",
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            bytes,
            StandardCharsets.UTF_8)) {
      running = terminal;
      new ConsoleShell(
              gogo.processor(), new Failures(false), Optional.of(temporary.resolve("history")))
          .run(terminal);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace("\r", "");
  }
}
