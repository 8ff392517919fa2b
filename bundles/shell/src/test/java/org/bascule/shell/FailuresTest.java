package org.bascule.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static final Diagnosis DIAGNOSIS =
      new Diagnosis(ErrorCode.HOST_ENDED, "call f", "f", "a running host", "none", "try again");

  @Test
  void showsADiagnosisAlone() {
    assertThat(show(new BasculeException(DIAGNOSIS), false)).isEqualTo(DIAGNOSIS.message() + "\n");
  }

  @Test
  void looksThroughWrappers() {
    Throwable wrapped =
        new ExecutionException(new InvocationTargetException(new BasculeException(DIAGNOSIS)));

    assertThat(show(wrapped, false)).isEqualTo(DIAGNOSIS.message() + "\n");
  }

  @Test
  void namesTheTypeOfOthers() {
    assertThat(show(new IllegalStateException("no"), false))
        .isEqualTo("IllegalStateException: no\n");
    assertThat(show(new NullPointerException(), false)).isEqualTo("NullPointerException\n");
  }

  @Test
  void showsTheStackToThoseWhoAsk() {
    assertThat(show(new IllegalStateException("no"), true))
        .startsWith("IllegalStateException: no\njava.lang.IllegalStateException: no\n\tat ");
  }

  @Test
  void sendsUnknownCommandsToHelp() {
    FakeBascule bascule = new FakeBascule();
    try (Gogo gogo = new Gogo(bascule)) {
      assertThat(gogo.run("wine:nosuch")).isEqualTo(1);
      assertThat(gogo.err())
          .isEqualTo("Command not found: wine:nosuch\n  remedy: help lists the commands\n");
    }
  }

  private static String show(Throwable failure, boolean stacks) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Failures(stacks).print(failure, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
