package org.bascule.itest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bascule.itest.WideOnly;
import org.bascule.itest.batch.FrontDoor.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script of a fresh clone tells Maven, and what it tells of Maven. */
@WideOnly("nothing here has a width")
class FrontDoorBuildIT {
  private static final String GENERATE =
      """
      [INFO] --- antlr4:4.13.2:antlr4 (default) @ bridge ---
      a word of another plug-in
      [INFO] --- exec:3.6.4:exec (make) @ test-dlls ---
      a word of a program that has not failed
      [INFO] --- exec-maven-plugin:3.6.4:exec (flatc) @ protocol ---
      flatc 2.0.8 is needed, but 'flatc --version' says '23.5.26'.
      [ERROR] Command execution failed.
      org.apache.commons.exec.ExecuteException: Process exited with an error: 1 (Exit value: 1)
      [INFO] Bascule ............................................ SUCCESS [  0.5 s]
      [INFO] Bascule: protocol .................................. FAILURE [  0.1 s]
      [INFO] Bascule: bridge .................................... SKIPPED
      [INFO] Bascule: integration tests ......................... SKIPPED
      [ERROR] Failed to execute goal
      """;

  @TempDir Path folder;

  private FrontDoor door;

  @BeforeEach
  void open() throws IOException {
    door = new FrontDoor(folder);
    Files.createDirectory(door.home().resolve("target"));
    Files.writeString(door.home().resolve("target/build.log"), GENERATE);
    door.program("flatc", "echo 'flatc version 23.5.26'");
    door.program("mvn", "printf '<%s>' \"$PWD\" \"$@\"; echo");
  }

  @Test
  void theLibraryHasTheVersionThatHasGeneratedTheCode() throws Exception {
    assertThat(maven("echo user:x:1:1::" + folder))
        .isEqualTo(
            "<%s><-B><-Dstyle.color=never><-Dflatbuffers.version=23.5.26><verify>\n"
                .formatted(door.home()));
  }

  @Test
  void withoutAHomeMavenKeepsWhatItFetchesInTheClone() throws Exception {
    assertThat(maven("exit 2"))
        .isEqualTo(
            "<%s><-B><-Dstyle.color=never><-Dflatbuffers.version=23.5.26><-Dmaven.repo.local=%s><verify>\n"
                .formatted(door.home(), door.home().resolve("target/repository")));
    assertThat(
            door.functions("repository", Map.of("MAVEN_OPTS", "-Dmaven.repo.local=/elsewhere"))
                .out())
        .isEmpty();
  }

  @Test
  void showsWhatTheProgramThatFailedHasSaid() throws Exception {
    assertThat(door.functions("build_failed build.log"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                """
                flatc 2.0.8 is needed, but 'flatc --version' says '23.5.26'.
                [ERROR] Command execution failed.
                [ERROR] Failed to execute goal
                bascule: the build failed; all of it is in %s
                """
                    .formatted(door.home().resolve("target/build.log"))));
  }

  @Test
  void countsTheTestsAndNamesTheModulesThatWereNotRun() throws Exception {
    Path reports =
        Files.createDirectories(door.home().resolve("bundles/errors/target/surefire-reports"));
    Files.writeString(
        door.home().resolve("kept.xml"),
        "<testsuite tests=\"3\" errors=\"0\" skipped=\"1\" failures=\"1\"></testsuite>");
    Outcome outcome =
        door.functions(
            """
            ensure() { :; }
            try_32_bits() { :; }
            maven() {
              mv kept.xml "%s"
              mv target/build.log target/test.log
              return 1
            }
            run_tests
            """
                .formatted(reports.resolve("TEST-a.xml")));
    assertThat(outcome.out())
        .isEqualTo(
            """
            flatc 2.0.8 is needed, but 'flatc --version' says '23.5.26'.
            the build failed; all of it is in %s
            1 passed, 1 failed, 1 skipped; not run: bridge, integration tests
            """
                .formatted(door.home().resolve("target/test.log")));
    assertThat(outcome.status()).isEqualTo(1);
  }

  private String maven(String passwordEntry) throws Exception {
    door.program("getent", passwordEntry);
    Outcome outcome = door.functions("find_java() { echo /jdk; }\nmaven log p verify");
    assertThat(outcome.err()).isEmpty();
    return outcome.out();
  }
}
