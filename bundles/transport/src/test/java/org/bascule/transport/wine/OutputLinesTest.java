package org.bascule.transport.wine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutputLinesTest {
  // Kept, or the logger forgets its level: the failures here are meant.
  private static final Logger QUIET = Logger.getLogger("org.bascule.transport");

  @BeforeAll
  static void beQuiet() {
    QUIET.setLevel(Level.OFF);
  }

  @AfterAll
  static void beLoud() {
    QUIET.setLevel(null);
  }

  private final List<String> lines = new ArrayList<>();
  private final OutputLines output = new OutputLines(lines::add);

  @Test
  void cutsAtLineEndsOfBothWorlds() {
    read("one\r\ntwo\n\nfour");

    assertThat(lines).containsExactly("one", "two", "", "four");
  }

  @Test
  void cutsLinesThatAreTooLong() {
    read("x".repeat(OutputLines.LONGEST_LINE + 3) + "\n");

    assertThat(lines).containsExactly("x".repeat(OutputLines.LONGEST_LINE), "xxx");
  }

  @Test
  void keepsTheLastOnes() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append(i).append('\n');
    }
    read(text.toString());

    assertThat(output.last()).hasSize(20).startsWith("80").endsWith("99");
  }

  @Test
  void readsOnWhenItsConsumerFails() {
    OutputLines failing =
        new OutputLines(
            line -> {
              lines.add(line);
              throw new IllegalStateException("full");
            });
    failing.read(stream("one\ntwo\n"));

    assertThat(lines).containsExactly("one", "two");
  }

  @Test
  void survivesBytesThatAreNoText() {
    output.read(new ByteArrayInputStream(new byte[] {(byte) 0xff, 'a', '\n'}));

    assertThat(lines).containsExactly("\ufffda");
  }

  private void read(String text) {
    output.read(stream(text));
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
