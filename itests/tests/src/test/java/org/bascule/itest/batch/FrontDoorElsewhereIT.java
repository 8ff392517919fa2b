package org.bascule.itest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bascule.itest.WideOnly;
import org.bascule.itest.batch.FrontDoor.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the script of a fresh clone tells of clones in other distributions, and what it refuses. */
@WideOnly("nothing here has a width")
class FrontDoorElsewhereIT {
  @TempDir Path folder;

  private FrontDoor door;
  private Path elsewhere;

  @BeforeEach
  void open() throws IOException {
    door = new FrontDoor(folder);
    door.program("id", "echo 0");
    door.program("flock", "exit 0");
    door.program("unshare", "exit 0");
    elsewhere = Files.createDirectories(door.home().resolve("target/elsewhere"));
  }

  @Test
  void makesATableOfTheLogs() throws Exception {
    log(
        "bookworm",
        """
        === step\ta root, made by debootstrap
        I: Retrieving InRelease
        === ended\tok\t51\t\t
        === step\tas root: `./bascule test`
        7 passed, 7 failed, 7 skipped are words of a test
        Bascule: errors
        2680 passed, 0 failed, 12 skipped
        === ended\tok\t605\t8.0\t17.0.15
        """);
    log(
        "sid",
        """
        === step\tas root: `./bascule test`
        === ended\tfailed: status 1\t9\t\t25.0.1
        === step\tas a user without sudo
        """);
    assertThat(door.functions("results_table bookworm trixie sid"))
        .isEqualTo(
            new Outcome(
                0,
                """
                | root | step | outcome | min:s | passed | failed | skipped | Wine | JDK |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                | bookworm | a root, made by debootstrap | ok | 0:51 |  |  |  |  |  |
                | bookworm | as root: `./bascule test` | ok | 10:05 | 2680 | 0 | 12 | 8.0 | 17.0.15 |
                | sid | as root: `./bascule test` | failed: status 1 | 0:09 |  |  |  |  | 25.0.1 |
                | sid | as a user without sudo | not ended |  |  |  |  |  |  |
                """,
                ""));
    assertThat(door.functions("all_went_well bookworm").status()).isZero();
    assertThat(door.functions("all_went_well bookworm sid").status()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "echo 1024.0, ok",
    "echo 10|24, failed: it says '10 24'",
    "echo 1024.0; exit 3, failed: status 3"
  })
  void looksAtWhatAStepPrintsAndAtItsStatus(String does, String outcome) throws Exception {
    door.program("tool", does.replace("10|24", "'10|24'"));
    assertThat(
            door.functions(
                """
                inside() { echo "$1 $2" >&2; shift 2; "$@"; }
                versions_inside() { printf '10.0\\t21'; }
                step sid /roots/sid guest 'as `a` guest' 1024.0 tool
                """))
        .isEqualTo(
            new Outcome(0, "", "bascule: sid: as a guest\nbascule: sid: %s\n".formatted(outcome)));
    String log = Files.readString(elsewhere.resolve("sid.log"));
    assertThat(log).startsWith("=== step\tas `a` guest\n/roots/sid guest\n");
    assertThat(log).matches("(?s).*\n=== ended\t\\Q" + outcome + "\\E\t\\d+\t10\\.0\t21\n");
  }

  @Test
  void takesAllRootsOrThoseThatAreNamed() throws Exception {
    String all =
        """
        may_make_roots() { :; }
        examine() { printf '=== step\\t%s\\n=== ended\\tok\\t0\\t\\t\\n' "$1$fresh$tests$repository" >"$ELSEWHERE/$1.log"; }
        remove_roots() { echo "removed $1"; }
        """;
    Outcome outcome = door.functions(all + "test_elsewhere");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .isEqualTo(Files.readString(elsewhere.resolve("results.md")))
        .containsSubsequence("| bookwormyes ", "| trixieyes ", "| sidyes ", "| bookworm-i386yes ");

    outcome =
        door.functions(
            all + "test_elsewhere --fresh --no-tests --maven-repository \"$PWD\" sid bookworm");
    assertThat(outcome.out())
        .startsWith("removed sid\nremoved bookworm\n| root |")
        .containsSubsequence(
            "| sid | sidyes" + door.home() + " |", "| bookworm | bookwormyes" + door.home() + " |")
        .doesNotContain("trixie");
  }

  @ParameterizedTest
  @CsvSource({
    "buster, 'no root is called ''buster''; there are: bookworm trixie sid bookworm-i386'",
    "book, 'no root is called ''book''; there are: bookworm trixie sid bookworm-i386'",
    "--maven-repository, '--maven-repository takes a folder, and '''' is none'",
    "--maven-repository /no/folder, '--maven-repository takes a folder, and ''/no/folder'' is none'"
  })
  void refusesArgumentsThatDoNotFit(String arguments, String message) throws Exception {
    door.program("uname", "echo x86_64");
    assertThat(door.run(("test-elsewhere " + arguments).split(" ")))
        .isEqualTo(new Outcome(1, "", "bascule: " + message + "\n"));
    assertThat(door.run("test-elsewhere", "--all"))
        .isEqualTo(new Outcome(2, "", door.run("help").out()));
    assertThat(door.calls()).allMatch("uname -m"::equals);
  }

  @Test
  void saysInOneSentenceWhatIsMissing() throws Exception {
    door.program("id", "echo 1000");
    assertThat(door.run("test-elsewhere"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "bascule: test-elsewhere makes roots with chroot and mounts in them: root must start it (sudo"
                    + " ./bascule test-elsewhere)\n"));
    door.program("id", "echo 0");
    door.program("unshare", "exit 1");
    assertThat(door.run("test-elsewhere"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "bascule: test-elsewhere mounts /proc and the like, and this machine does not let even root do"
                    + " that\n"));
    door.program("unshare", "exit 0");
    assertThat(door.run("test-elsewhere"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "bascule: missing on this machine, and there is no apt-get to install it: debootstrap git\n"));
  }

  @Test
  void aRootThatCannotBeMadeIsARowOfTheTable() throws Exception {
    door.program("git", "exit 1");
    door.program("debootstrap", "exit 1");
    door.program("setsid", "echo 'E: Failed getting release file'; exit 1");
    Outcome outcome = door.run("test-elsewhere", "sid");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("| a root, made by debootstrap | failed: E: Failed getting release file | 0:0");
    assertThat(outcome.err())
        .isEqualTo(
            """
            bascule: sid: a root, made by debootstrap
            bascule: sid: failed: E: Failed getting release file; all of it is in %s
            """
                .formatted(elsewhere.resolve("sid.log")));
    assertThat(door.calls())
        .contains(
            "setsid setpriv --pdeathsig KILL unshare --mount --propagation private --pid --fork --kill-child debootstrap"
                + " --variant=minbase sid "
                + elsewhere.resolve("sid.bare"));
  }

  @Test
  void neverRemovesARootWithAMountInIt() throws Exception {
    door.program("rm", "exit 0");
    Path root = Files.createDirectory(elsewhere.resolve("sid"));
    String mounts =
        "mounts() { echo \"proc %s proc rw 0 0\"; }\n"
            .formatted(root.resolve("proc").toString().replace(" ", "\\040"));
    assertThat(door.functions(mounts + "remove_root \"$ELSEWHERE/sid\""))
        .isEqualTo(
            new Outcome(
                1, "", "bascule: %s/proc is a mount, so %1$s is not removed\n".formatted(root)));
    assertThat(door.calls()).isEmpty();
    door.functions("mounts() { echo 'proc /proc proc rw 0 0'; }\nremove_root \"$ELSEWHERE/sid\"");
    assertThat(door.calls()).containsExactly("rm -rf --one-file-system " + root);
  }

  private void log(String name, String text) throws IOException {
    Files.writeString(elsewhere.resolve(name + ".log"), text);
  }
}
