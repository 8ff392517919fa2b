package org.bascule.itest.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.bascule.itest.TestBed;
import org.bascule.itest.WideOnly;
import org.bascule.itest.jdk.JavaCommand.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program as a module, and on a runtime that jlink has made, as the manual says. */
@WideOnly("what the manual shows has the default width")
class ModulePathIT {
  private static final String SECTION = "\n## Module path and jlink\n";
  private static final int WARNS = 24;

  @TempDir Path directory;

  private Readme readme;
  private String section;

  @BeforeEach
  void read() throws IOException {
    readme = Readme.read();
    readme.saveTo(directory);
    String page = Files.readString(TestBed.root().resolve("distribution/docs/getting-started.md"));
    section = page.substring(page.indexOf(SECTION) + SECTION.length());
  }

  /** JUnit warns of a link that it finds. */
  @AfterEach
  void unlink() throws IOException {
    Files.deleteIfExists(directory.resolve("distribution"));
  }

  @Test
  void aModularProgramRunsOnTheModulePath() throws Exception {
    check(runAsModule(JavaCommand.own(directory), readme.program(), snippets("sh").get(0)));
  }

  @Test
  void onANewerJvmTooAndWithoutAWarning() throws Exception {
    JavaCommand jdk = new JavaCommand(NewestJdk.required(WARNS), directory);
    Outcome outcome = runAsModule(jdk, readme.program(), snippets("sh").get(0));
    check(outcome);
    assertThat(outcome.err()).doesNotContain("WARNING");
  }

  @Test
  void whereNativeAccessIsDeniedTheModuleIsNamed() throws Exception {
    JavaCommand jdk = new JavaCommand(NewestJdk.required(WARNS), directory);
    String denied =
        snippets("sh")
            .get(0)
            .replace("--enable-native-access=com.sun.jna", "--illegal-native-access=deny");
    Outcome outcome = runAsModule(jdk, readme.program(), denied);
    assertThat(outcome.err())
        .contains(
            """
            BSC-108 cannot start the Wine host
              where: com.sun.jna.Native in the module com.sun.jna
              expected: native access, which JNA needs in order to call Linux
              actual: this JVM denies it to whoever was not named at its start
              remedy: start the JVM with --enable-native-access=com.sun.jna
            """);
    assertThat(outcome.status()).isEqualTo(1);
  }

  @Test
  void nothingNeedBeLinkedIntoARuntimeButTwoModulesOfTheJdk() throws Exception {
    check(JavaCommand.own(directory).run(snippets("sh").get(1)));
  }

  private Outcome runAsModule(JavaCommand jdk, String program, String command) throws Exception {
    Path sources = Files.createDirectory(directory.resolve("hello"));
    Files.writeString(directory.resolve("module-info.java"), snippets("java").get(0));
    Files.writeString(sources.resolve(readme.name() + ".java"), "package hello;\n" + program);
    return jdk.run(command);
  }

  private void check(Outcome outcome) {
    assertThat(outcome.out().lines())
        .as(outcome.err())
        .containsExactlyElementsOf(readme.promised());
    assertThat(outcome.status()).isZero();
  }

  private List<String> snippets(String language) {
    return Pattern.compile("(?s)```" + language + "\n(.*?)```")
        .matcher(section)
        .results()
        .map(snippet -> snippet.group(1))
        .toList();
  }
}
