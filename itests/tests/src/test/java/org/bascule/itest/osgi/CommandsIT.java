package org.bascule.itest.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import javax.inject.Inject;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.bascule.bridge.Bascule;
import org.bascule.error.LinkError;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.junit.PaxExam;

/** The commands of scope {@code wine}, as Gogo runs them. */
@RunWith(PaxExam.class)
public class CommandsIT {
  @Inject private CommandProcessor processor;
  @Inject private Bascule bascule;

  @Test
  public void callGivesTheResult() throws Exception {
    assertThat(run("wine:call msvcrt \"double pow(double x, double y)\" 2 10"))
        .isEqualTo("1024.0\n");
    assertThat(run("wine:call msvcrt \"size_t strlen(const char *s)\" \"Zugbrücke\""))
        .isEqualTo("10\n");
    assertThat(run("wine:call msvcrt \"size_t wcslen(const wchar_t *s)\" \"a😀b\""))
        .isEqualTo("4\n");
  }

  @Test
  public void callThrowsWhatFails() {
    assertThatThrownBy(() -> run("wine:call msvcrt \"int nosuch(void)\""))
        .rootCause()
        .isInstanceOf(LinkError.class)
        .hasMessageStartingWith("BSC-207 cannot find the function nosuch in msvcrt");
  }

  @Test
  public void exportsListsNamesAndOrdinals() throws Exception {
    assertThat(run("wine:exports msvcrt")).containsPattern("(?m)^\\s*\\d+\\s+pow\\s*$");
  }

  @Test
  public void sessionsShowsTheSharedOne() throws Exception {
    bascule.shared();
    assertThat(run("wine:sessions"))
        .contains(bascule.shared().name())
        .contains(String.valueOf(bascule.shared().host().processId()))
        .contains("running");
  }

  @Test
  public void marshallersShowsWhereTheyComeFrom() throws Exception {
    assertThat(run("wine:marshallers"))
        .contains("org.bascule.marshallers.scalar.ScalarMarshallerFactory")
        .contains("org.bascule.marshallers 0.1.0.SNAPSHOT");
  }

  @Test
  public void doctorFindsNothingWrong() throws Exception {
    assertThat(run("wine:doctor").lines()).isNotEmpty().allMatch(line -> line.startsWith("ok "));
  }

  @Test
  public void everyCommandHasAHelpText() throws Exception {
    for (String command : new String[] {"call", "exports", "sessions", "marshallers", "doctor"}) {
      assertThat(run("help wine:" + command))
          .matches("(?s)" + command + " - [a-z].{20,}\\n.*scope: wine\\n.*");
    }
  }

  private String run(String line) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (CommandSession session =
        processor.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
      Object result = session.execute(line);
      if (result != null) {
        String text = session.format(result, Converter.INSPECT).toString();
        out.print(text.endsWith("\n") ? text : text + "\n");
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
