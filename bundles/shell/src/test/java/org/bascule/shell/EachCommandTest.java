package org.bascule.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EachCommandTest {
  private final FakeBascule bascule = new FakeBascule();
  private final FakeSession session = bascule.session;
  private final Gogo gogo = new Gogo(bascule);

  @AfterEach
  void close() {
    gogo.close();
  }

  @Test
  void printsTheResultsAsAnArray() {
    session.result = new double[] {1, 4};

    assertThat(gogo.run("wine:each msvcrt \"double pow(double x, double y)\" [1,2] 2")).isZero();

    assertThat(gogo.out()).isEqualTo("[1.0, 4.0]\n");
    assertThat(session.library).isEqualTo("msvcrt");
    assertThat(session.arguments).containsExactly(List.of("1", "2"), "2");
  }

  @Test
  void printsNothingForVoid() {
    assertThat(gogo.run("wine:each msvcrt 'void f(int a)' [1]")).isZero();
    assertThat(gogo.out()).isEmpty();
  }

  @Test
  void saysHowItIsUsed() {
    assertThat(gogo.run("wine:each msvcrt")).isEqualTo(1);
    assertThat(gogo.err())
        .contains(
            "wine:each [-a|--abi X64|X86] [-p|--codepage N] [--timeout TIME] LIBRARY|ADDRESS"
                + " \"PROTOTYPE\" ARGS...");
  }
}
