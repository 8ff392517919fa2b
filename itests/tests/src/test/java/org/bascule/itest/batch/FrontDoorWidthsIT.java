package org.bascule.itest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bascule.itest.WideOnly;
import org.bascule.itest.batch.FrontDoor.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the script of a fresh clone comes by 32 bits, on machines whose Wine lies elsewhere. */
@WideOnly("nothing here has a width")
class FrontDoorWidthsIT {
  private static final String PACKAGES = "wine64 wine32:i386 libgstreamer-plugins-base1.0-0:i386";
  private static final String NARROW = "\\x7fELF\\x01";
  private static final String WIDE = "\\x7fELF\\x02";

  @TempDir Path folder;

  private FrontDoor door;

  @BeforeEach
  void open() throws IOException {
    door = new FrontDoor(folder);
    door.program("id", "echo 0");
    door.program("apt-cache", "echo 'Recommends: wine, wine32 (= 8.0)'");
    door.program("dpkg", "[[ $1 != --compare-versions ]] || [[ $2 < $4 ]]");
    door.program("apt-get", "exit 0");
    loader("usr/lib/wine/wine64", WIDE);
  }

  @Test
  void debiansWineOfTwoWidthsTakesBothPackagesAndALibrary() throws Exception {
    assertThat(narrow("missing_for_32_bits"))
        .isEqualTo(new Outcome(0, PACKAGES.replace(' ', '\n') + "\n", ""));
    assertThat(door.calls()).contains("apt-cache show wine64");
  }

  @Test
  void winehqsWineOfTwoWidthsTakesItsOwnPackages() throws Exception {
    Files.delete(machine("usr/lib/wine/wine64"));
    loader("opt/wine-devel/bin/wine64", WIDE);
    assertThat(narrow("missing_for_32_bits", "/opt/wine-devel/bin/wine64").out())
        .isEqualTo("wine-devel-amd64\nwine-devel-i386:i386\n");
  }

  @Test
  void a32BitLoaderNeedsNothing() throws Exception {
    loader("usr/lib/wine/wine", NARROW);
    assertThat(narrow("missing_for_32_bits; ensure_32_bits"))
        .isEqualTo(
            new Outcome(
                0, "", "bascule: 32 bits: there already (" + machine("usr/lib/wine/wine") + ")\n"));
    assertThat(door.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "usr/lib/x86_64-linux-gnu/wine/wine, usr/lib/x86_64-linux-gnu/wine",
    "opt/wine-stable/bin/wine, opt/wine-stable/lib/wine",
    "opt/wine-stable/bin/wine, opt/wine-stable/lib64/wine"
  })
  void aWineThatDoesItByItselfNeedsNothingAndThatIsSaid(String loader, String library)
      throws Exception {
    Files.delete(machine("usr/lib/wine/wine64"));
    loader(loader, WIDE);
    Files.createDirectories(machine(library).resolve("x86_64-unix"));
    Path windows = Files.createDirectories(machine(library).resolve("i386-windows"));
    Files.createFile(windows.resolve("zlib1.dll"));
    assertThat(narrow("find_32_bits || echo none").out()).isEqualTo("none\n");

    Files.createFile(windows.resolve("ntdll.dll"));
    assertThat(narrow("missing_for_32_bits; ensure_32_bits"))
        .isEqualTo(
            new Outcome(
                0,
                "",
                "bascule: 32 bits: this Wine (%s) runs 32-bit programs by itself; nothing else is needed\n"
                    .formatted(machine(loader))));
    Files.createDirectories(machine(library).resolve("i386-unix"));
    assertThat(narrow("find_32_bits || echo none").out()).isEqualTo("none\n");
  }

  @Test
  void saysSoWhereNoPackagesAreKnown() throws Exception {
    door.program("apt-cache", "echo 'Recommends: wine'");
    assertThat(narrow("ensure_32_bits"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "bascule: no 32 bits: this Wine runs no 32-bit programs, and no packages are known here that"
                    + " change it\n"));
    assertThat(narrow("try_32_bits").err())
        .isEqualTo(
            "bascule: no 32 bits, so the tests for them will be skipped: this Wine runs no 32-bit"
                + " programs\n");
    assertThat(door.calls()).doesNotContain("dpkg --add-architecture i386");
  }

  @Test
  void installsBothWidthsInOneTransactionAfterATrial() throws Exception {
    door.program("apt-get", installs(""));
    assertThat(narrow("ensure_32_bits"))
        .isEqualTo(new Outcome(0, "", "bascule: installing: " + PACKAGES + "\n"));
    assertThat(changes())
        .containsExactly(
            "dpkg --print-foreign-architectures",
            "dpkg --add-architecture i386",
            "apt-get update",
            "apt-get install -s --no-install-recommends " + PACKAGES,
            "apt-get install -y --no-install-recommends --no-remove " + PACKAGES);
  }

  @Test
  void refusesToRemoveOrDowngradeWhatIsInstalled() throws Exception {
    door.program(
        "apt-get", trial("Remv wine-old [7.0]", "Inst libz [1.3] (1.2 Debian:12 [amd64])"));
    assertThat(narrow("ensure_32_bits"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                "bascule: no 32 bits: nothing was changed, since with %s apt would remove wine-old, downgrade libz\n"
                    .formatted(PACKAGES)));
    assertThat(installations()).isEmpty();
    assertThat(changes()).endsWith("dpkg --remove-architecture i386", "apt-get update");
  }

  @Test
  void onlyWhoAsksForItGetsNewerVersionsOfWhatIsInstalled() throws Exception {
    door.program("apt-get", installs("Inst libz [1.2] (1.3 Debian:12 [amd64])"));
    assertThat(narrow("try_32_bits").err())
        .isEqualTo(
            skipped(
                "nothing was changed, since with %s apt would upgrade libz (all of it is in %s)"
                    .formatted(PACKAGES, failure())));
    assertThat(installations()).isEmpty();
    assertThat(narrow("ensure_32_bits").status()).isZero();
    assertThat(installations()).hasSize(1);
  }

  @Test
  void saysWhatAptSaysOfPackagesThatDoNotFitAndTakesTheArchitectureBack() throws Exception {
    unfit();
    assertThat(narrow("ensure_32_bits"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                """
                bascule: no 32 bits: the packages %s do not fit to those that are installed, \
                so nothing was changed; apt says:
                  The following packages have unmet dependencies:
                   wine32:i386 : Depends: libwine:i386 but it is not installable
                  E: Unable to correct problems, you have held broken packages.
                  E: Failed to fetch http://security/Packages.xz  Mirror sync in progress?
                """
                    .formatted(PACKAGES)));
    assertThat(installations()).isEmpty();
    assertThat(changes()).endsWith("dpkg --remove-architecture i386", "apt-get update");
  }

  @Test
  void anArchitectureThatSomebodyElseHasAddedStays() throws Exception {
    unfit();
    door.program("dpkg", "echo i386");
    assertThat(narrow("ensure_32_bits").status()).isEqualTo(1);
    assertThat(door.calls()).noneMatch(call -> call.matches("dpkg --(add|remove)-architecture.*"));
  }

  @Test
  void anInstallationThatFailsIsToldAndTakenBack() throws Exception {
    door.program(
        "apt-get", "[[ $* != 'install -y'* ]] || { echo 'E: Unable to fetch'; exit 100; }");
    assertThat(narrow("ensure_32_bits").err())
        .isEqualTo(
            """
            bascule: installing: %1$s
            bascule: no 32 bits: the installation of %1$s failed; apt says:
              E: Unable to fetch
            """
                .formatted(PACKAGES));
    assertThat(changes()).endsWith("dpkg --remove-architecture i386", "apt-get update");
  }

  @Test
  void packagesThatChangeNothingAreNoSuccess() throws Exception {
    assertThat(narrow("ensure_32_bits").err())
        .endsWith(
            "bascule: no 32 bits: Wine still runs no 32-bit programs with these packages: %s\n"
                .formatted(PACKAGES));
  }

  @Test
  void testsGoOnWithoutAndRememberWhy() throws Exception {
    unfit();
    String why =
        "the packages %s do not fit to those that are installed, so nothing was changed; apt says:"
            .formatted(PACKAGES);
    assertThat(narrow("try_32_bits; echo on"))
        .isEqualTo(
            new Outcome(0, "on\n", skipped("%s (all of it is in %s)".formatted(why, failure()))));
    int calls = changes().size();
    assertThat(narrow("try_32_bits; echo on"))
        .isEqualTo(
            new Outcome(
                0,
                "on\n",
                skipped("as before, %s (to try again, remove %s)".formatted(why, failure()))));
    assertThat(changes()).hasSize(calls);
  }

  @Test
  void withoutRootAndSudoTheAdministratorGetsOneLine() throws Exception {
    door.program("id", "echo 1000");
    String line =
        "dpkg --add-architecture i386; apt-get update; apt-get install -y --no-install-recommends --no-remove ";
    assertThat(
            narrow("missing_some() { echo tool; echo wine64; }\nask_for_both_widths missing_some"))
        .isEqualTo(
            new Outcome(
                1,
                "",
                """
                bascule: programs are missing, and only root may install them; an administrator must type this line:
                %stool %s
                """
                    .formatted(line, PACKAGES)));
    assertThat(narrow("try_32_bits; echo on"))
        .isEqualTo(
            new Outcome(
                0, "on\n", skipped("an administrator must type this line: " + line + PACKAGES)));
    assertThat(changes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "run --with-32-bit -c",
    "run --with-32-bit -c a b",
    "run -c a --with-32-bit",
    "run --with-64-bit",
    "run --with-32-bit --with-32-bit"
  })
  void showsTheUsageForArgumentsThatDoNotFit(String arguments) throws Exception {
    assertThat(door.run(arguments.split(" ")))
        .isEqualTo(new Outcome(2, "", door.run("help").out()));
    assertThat(door.calls()).allMatch("uname -m"::equals);
  }

  @ParameterizedTest
  @CsvSource({"run --with-32-bit -c x, 32|-c x", "run --with-32-bit, 32|", "run -c x, -c x"})
  void readiesTheWidthBeforeTheShellStarts(String arguments, String seen) throws Exception {
    FrontDoor.executable(
        door.home().resolve("distribution/target/bascule/bin/bascule"),
        "echo \"$*\"; echo \"$BASCULE_FRONT_DOOR\"");
    Outcome outcome =
        door.functions(
            """
            needs_build() { false; }
            ensure() { :; }
            ensure_32_bits() { printf '32|'; }
            %s
            """
                .formatted(arguments));
    assertThat(outcome).isEqualTo(new Outcome(0, seen + "\n/bin/bash\n", ""));
  }

  /** Runs these lines where Wine's loaders are those of the made-up machine. */
  private Outcome narrow(String lines) throws Exception {
    return narrow(lines, "");
  }

  private Outcome narrow(String lines, String only) throws Exception {
    String places =
        only.isEmpty()
            ? "for f in '%s'/usr/lib/wine/* '%1$s'/usr/lib/x86*/wine/wine '%1$s'/opt/*/bin/*; do"
                    .formatted(machine("").toString())
                + " [[ ! -f $f ]] || echo \"$f\"; done"
            : "echo " + only;
    return door.functions("wine_loaders() { " + places + "; }\n" + lines, Map.of());
  }

  private Path machine(String path) {
    return folder.resolve("machine").resolve(path);
  }

  private void loader(String path, String head) throws IOException {
    Files.createDirectories(machine(path).getParent());
    Files.writeString(
        machine(path),
        head.replace("\\x7f", "\u007f").replace("\\x01", "\u0001").replace("\\x02", "\u0002"));
  }

  /** What apt-get does if its trial says this, and it gets as far as to install. */
  private String installs(String says) {
    return "%s\n[[ $* != 'install -y'* ]] || printf '%s' >'%s'"
        .formatted(trial(says), NARROW, machine("usr/lib/wine/wine"));
  }

  private static String trial(String... says) {
    return "[[ $* != 'install -s'* ]] || echo '%s'".formatted(String.join("\n", says));
  }

  private void unfit() throws IOException {
    door.program(
        "apt-get",
        """
        case "$*" in
          'install -s'*)
            echo 'Reading package lists...'
            echo 'The following packages have unmet dependencies:'
            echo ' wine32:i386 : Depends: libwine:i386 but it is not installable'
            echo 'E: Unable to correct problems, you have held broken packages.'
            exit 100
            ;;
          update)
            echo 'Get:1 http://security'
            echo 'E: Failed to fetch http://security/Packages.xz  Mirror sync in progress?'
            exit 100
            ;;
        esac""");
  }

  private List<String> installations() throws IOException {
    return door.calls().stream().filter(call -> call.startsWith("apt-get install -y")).toList();
  }

  /** What apt and dpkg were told. */
  private List<String> changes() throws IOException {
    return door.calls().stream().filter(call -> call.matches("(apt-get|dpkg) .*")).toList();
  }

  private Path failure() {
    return door.home().resolve("target/32-bit.failed");
  }

  private static String skipped(String why) {
    return "bascule: no 32 bits, so the tests for them will be skipped: " + why + "\n";
  }
}
