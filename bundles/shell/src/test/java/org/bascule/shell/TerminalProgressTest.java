package org.bascule.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void writesPlainLinesWhereNoTerminalIs() {
    TerminalProgress progress = new TerminalProgress(stream(), false);

    progress.update("creating the prefix", 0);
    progress.update("creating the prefix", 0.5);
    progress.update("creating the prefix", 1);
    progress.update("starting the host", -1);
    progress.update("waiting", -1);
    progress.update("waiting", 1);

    assertThat(text())
        .isEqualTo(
            """
            creating the prefix …
            creating the prefix: done
            starting the host …
            starting the host: done
            waiting …
            waiting: done
            """);
  }

  @Test
  void drawsABarOnATerminal() {
    TerminalProgress progress = new TerminalProgress(stream(), true);

    progress.update("creating the prefix", 0);
    progress.update("creating the prefix", 0.5);
    progress.update("creating the prefix", 1);

    assertThat(text()).startsWith("creating the prefix\n").contains("100%").endsWith("\n");
  }

  @Test
  void knowsATerminalFromAFile(@TempDir Path folder) throws Exception {
    Path terminal = Files.createSymbolicLink(folder.resolve("2"), Path.of("/dev/pts/7"));
    Path file = Files.createSymbolicLink(folder.resolve("1"), Path.of("/tmp/log"));

    assertThat(TerminalProgress.isTerminal(terminal)).isTrue();
    assertThat(TerminalProgress.isTerminal(file)).isFalse();
    assertThat(TerminalProgress.isTerminal(folder.resolve("none"))).isFalse();
  }

  private PrintStream stream() {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
