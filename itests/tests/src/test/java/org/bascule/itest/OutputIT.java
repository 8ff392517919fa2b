package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a DLL prints goes to the session's listener and disturbs nothing. */
class OutputIT {
  private static final List<String> LINES = new CopyOnWriteArrayList<>();

  @RegisterExtension
  static final OpenSession WINE = new OpenSession(TestBed.options().withDllOutput(LINES::add));

  @BeforeEach
  void forget() {
    LINES.clear();
  }

  @Test
  void aLineOnStdoutArrives() {
    assertThat(WINE.demo("int print_line(const char *line)", "hello from the DLL"))
        .isEqualTo("hello from the DLL".length() + 1);
    assertArrives("hello from the DLL");
  }

  @Test
  void aLineOnStderrArrives() {
    WINE.demo("int print_error_line(const char *line)", "Zugbrücke");
    assertArrives("Zugbrücke");
  }

  @Test
  void bytesWrittenToTheHandleItselfDoNotBreakTheControlChannel() {
    assertThat(WINE.demo("int print_raw(const char *bytes, int length)", "raw\n", 4)).isEqualTo(4);
    assertArrives("raw");
    assertThat(WINE.demo("int add(int a, int b)", 1, 2)).isEqualTo(3);
  }

  @Test
  void aDllDoesNotReadWhatIsMeantForTheHost() {
    assertThat((int) WINE.demo("int read_stdin(void)")).isLessThanOrEqualTo(0);
    assertThat(WINE.demo("int add(int a, int b)", 20, 22)).isEqualTo(42);
  }

  private static void assertArrives(String line) {
    Leftovers.await(Duration.ofSeconds(10), () -> LINES.contains(line));
    assertThat(LINES).contains(line);
  }
}
