package org.bascule.itest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.bascule.itest.WideOnly;
import org.bascule.itest.batch.FrontDoor.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script of a fresh clone on machines that differ from ours. */
@WideOnly("nothing here has a width")
class FrontDoorIT {
  private static final String TOOL =
      "missing_tool() { is_there tool || { echo tool-package; java_package jdk; }; }\n";
  private static final String ADMINISTRATOR =
      """
      bascule: programs are missing, and only root may install them; an administrator must type this line:
      apt-get update; apt-get install -y --no-install-recommends tool-package openjdk-21-jdk-headless
      """;

  @TempDir Path folder;

  private FrontDoor door;

  @BeforeEach
  void open() throws IOException {
    door = new FrontDoor(folder);
    door.program("id", "echo 0");
  }

  @ParameterizedTest
  @CsvSource({
    "17|21, openjdk-17-jdk-headless",
    "21|25, openjdk-21-jdk-headless",
    "25, openjdk-25-jdk-headless",
    "none, default-jdk-headless"
  })
  void takesTheJavaThatAptOffers(String offered, String taken) throws Exception {
    door.program("apt-get", "[[ $1 == install && $3 =~ ^openjdk-(%s)- ]]".formatted(offered));
    assertThat(door.functions("java_package jdk")).isEqualTo(new Outcome(0, taken + "\n", ""));
  }

  @Test
  void anInstalledJavaOfAnyNewerVersionWillDo() throws Exception {
    Path home = Files.createDirectories(door.home().resolve("jdk 25"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    FrontDoor.executable(home.resolve("bin/javac"), "exit 1");
    assertThat(door.functions("find_java javac", Map.of("JAVA_HOME", home.toString())))
        .isEqualTo(new Outcome(0, home + "\n", ""));
  }

  @Test
  void withoutRootAndSudoNothingIsTriedAndOneLineSaysWhatIsMissing() throws Exception {
    door.program("id", "echo 1000");
    door.program("apt-get", "[[ $* == 'install -s openjdk-21-jdk-headless' ]]");
    assertThat(door.functions(TOOL + "ensure missing_tool"))
        .isEqualTo(new Outcome(1, "", ADMINISTRATOR));
    assertThat(door.calls()).filteredOn(call -> call.startsWith("apt-get")).allMatch(aTrial());
  }

  @Test
  void sudoThatRefusesIsLikeNone() throws Exception {
    door.program("id", "echo 1000");
    door.program("sudo", "exit 1");
    door.program("apt-get", "[[ $* == 'install -s openjdk-21-jdk-headless' ]]");
    assertThat(door.functions(TOOL + "has_terminal() { false; }\nensure missing_tool"))
        .isEqualTo(new Outcome(1, "", ADMINISTRATOR));
    assertThat(door.calls()).filteredOn(call -> call.startsWith("apt-get")).allMatch(aTrial());
  }

  @Test
  void sudoInstallsForOthersThanRoot() throws Exception {
    door.program("id", "echo 1000");
    door.program("sudo", "[[ $1 != -n ]] || shift; AS_ROOT=yes exec \"$@\"");
    door.program("apt-get", "[[ $AS_ROOT == yes ]] || exit 1\n" + installs());
    assertThat(door.functions(TOOL + "ensure missing_tool"))
        .isEqualTo(new Outcome(0, "", "bascule: installing: tool-package default-jdk-headless\n"));
  }

  @Test
  void aBrokenIndexDoesNotKeepFromInstalling() throws Exception {
    door.program("apt-get", "[[ $1 != update ]] || exit 100\n" + installs());
    assertThat(door.functions(TOOL + "ensure missing_tool"))
        .isEqualTo(
            new Outcome(
                0,
                "",
                """
                bascule: apt-get update failed in part; going on with the lists that are there (see %s)
                bascule: installing: tool-package openjdk-17-jdk-headless
                """
                    .formatted(door.home().resolve("target/install.log"))));
  }

  @Test
  void saysWhyAnInstallationHasFailed() throws Exception {
    door.program("apt-get", "[[ $1 == update ]] || { echo 'E: no such package'; exit 100; }");
    assertThat(door.functions(TOOL + "ensure missing_tool"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                """
                bascule: installing: tool-package default-jdk-headless
                E: no such package
                bascule: failed: apt_get install -y --no-install-recommends tool-package default-jdk-headless; \
                all of it is in %s
                """
                    .formatted(door.home().resolve("target/install.log"))));
  }

  @Test
  void takesALocaleWithAllLettersWhereThereIsNone() throws Exception {
    String lines = "choose_locale; echo \"${LC_ALL-none}\"";
    assertThat(door.functions(lines).out()).isEqualTo("C.UTF-8\n");
    assertThat(door.functions(lines, Map.of("LANG", "C.UTF-8")).out()).isEqualTo("none\n");
  }

  @Test
  void saysWhatItCanDo() throws Exception {
    assertThat(door.run("help"))
        .isEqualTo(
            new Outcome(
                0,
                """
                usage: ./bascule run                 opens the shell
                       ./bascule run -c 'COMMAND'    runs one command of the shell and ends with its status
                       ./bascule run --with-32-bit [-c 'COMMAND']
                                                     first installs what 32-bit DLLs need on this distribution
                       ./bascule java [OPTION…] -jar FILE [ARGUMENT…], ./bascule java [OPTION…] -cp PATH CLASS [ARGUMENT…]
                                                     runs a program that was written for Windows with JNA; as java does
                       ./bascule test                builds and tests everything, in both languages
                       ./bascule test-elsewhere [--fresh] [--no-tests] [--maven-repository DIR] [NAME…]
                                                     does so in bare roots of other distributions, which it makes and
                                                     keeps in target/elsewhere (--fresh: makes them anew; --no-tests:
                                                     only the first commands); needs root; prints a table
                       ./bascule bench [--quick] [PATTERN]
                                                     measures what a call costs, beside JNA and a C program (--quick: in two
                                                     minutes, less exactly; PATTERN: only benchmarks whose names have it)
                       ./bascule bench --document    also measures how that grows; writes distribution/docs/performance.md
                       ./bascule help                shows this

                The first start installs what is missing by apt-get, builds, and makes a Wine prefix; later starts do not.
                """,
                ""));
  }

  @ParameterizedTest
  @CsvSource({"aarch64", "arm64"})
  void refusesOtherProcessorsBeforeAnythingIsTried(String processor) throws Exception {
    door.program("uname", "echo " + processor);
    assertThat(door.run("run"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "bascule: this machine is %s: DLLs for x86 would need a Wine with an emulator (hangover) here, which"
                        .formatted(processor)
                    + " Bascule cannot drive; take an x86-64 Linux\n"));
    assertThat(door.calls()).containsExactly("uname -m");
    assertThat(door.run("help").out()).startsWith("usage: ./bascule run ");
  }

  private String installs() {
    return "[[ $1 != install || $2 == -s ]] || ln -s bash '%s'"
        .formatted(door.programs().resolve("tool"));
  }

  private static Predicate<String> aTrial() {
    return call -> call.startsWith("apt-get install -s ");
  }
}
