package org.bascule.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.bascule.annotation.Each;
import org.bascule.bridge.Batch;
import org.bascule.bridge.BatchResult;
import org.bascule.bridge.FunctionHandle;
import org.bascule.bridge.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The snippets of {@code many-calls.md}. */
class ManyCallsManualIT {
  @RegisterExtension static final OpenSession WINE = new OpenSession();

  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private Session session;

  interface Powers {
    @Each
    double[] pow(double[] x, double y);
  }

  @BeforeEach
  void takeSession() {
    session = WINE.session();
  }

  @Test
  void callsOneFunctionOverArrays() {
    FunctionHandle pow = session.function("msvcrt", "double pow(double x, double y)");
    double[] squares = (double[]) pow.each(new double[] {1, 2, 3}, 2);
    assertThat(squares).containsExactly(1, 4, 9);
    Powers powers = session.load("msvcrt", Powers.class);
    double[] cubes = powers.pow(new double[] {1, 2, 3}, 3);
    assertThat(cubes).containsExactly(1, 8, 27);
  }

  @Test
  void callsDifferentFunctionsInOneCrossing() {
    FunctionHandle create =
        session.function(
            "kernel32",
            "void *CreateEventW(void *security, BOOL manual, BOOL set, const wchar_t *name)");
    FunctionHandle set = session.function("kernel32", "BOOL SetEvent(void *event)");
    FunctionHandle close = session.function("kernel32", "BOOL CloseHandle(void *object)");
    Batch batch = session.batch();
    Batch.Call event = batch.call(create, null, true, false, "ready").stopIf(Batch.Is.ZERO);
    Batch.Call signalled = batch.call(set, event.result());
    batch.call(close, event.result());
    BatchResult result = batch.run();
    Object done = result.of(signalled).value();
    assertThat(done).isEqualTo(1);
    assertThat(result.reason()).isEmpty();
  }

  @Test
  void everySnippetIsInThisSource() throws IOException {
    Path root = TestBed.root();
    String page = Files.readString(root.resolve("distribution/docs/many-calls.md"));
    String source =
        Files.readString(
            root.resolve(
                "itests/tests/src/test/java/"
                    + ManyCallsManualIT.class.getName().replace('.', '/')
                    + ".java"));
    List<String> snippets =
        JAVA.matcher(page).results().map(match -> words(match.group(1))).toList();
    assertThat(snippets).hasSize(4);
    assertThat(snippets).allSatisfy(snippet -> assertThat(words(source)).contains(snippet));
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", "");
  }
}
