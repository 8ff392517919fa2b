package org.bascule.itest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bascule.itest.WideOnly;
import org.bascule.itest.batch.Launcher.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An installation that its operator has changed: a guest in {@code deploy}, settings in {@code
 * conf}.
 */
@WideOnly("what the launcher does by default, and the manual shows, has the default width")
class OwnInstallationIT {
  private static final String ECHO =
      "wine:call itests/dlls/target/dlls/x64/demo.dll \"KELVIN echo_double(KELVIN t)\" 20.5";

  @TempDir Path home;

  private Launcher launcher;

  @BeforeEach
  void install() throws IOException {
    Path shipped = Launcher.shipped().home();
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.skip(1).toList()) {
        Files.copy(file, home.resolve(shipped.relativize(file).toString()));
      }
    }
    assertThat(home.resolve("bin/bascule").toFile().setExecutable(true)).isTrue();
    launcher = new Launcher(home);
  }

  @Test
  void aGuestInTheDeployFolderIsThereForTheFirstCommand() throws Exception {
    assertThat(launcher.command(ECHO).err()).startsWith("BSC-302 cannot bind ");
    Files.copy(Path.of(System.getProperty("bascule.test.guest")), home.resolve("deploy/guest.jar"));
    Outcome outcome = launcher.command(ECHO);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).isEqualTo("Celsius[degrees=20.5]\n");
    assertThat(launcher.command("wine:marshallers").out())
        .contains("org.bascule.example-marshaller")
        .contains("Celsius, KELVIN");
  }

  @Test
  void settingsInTheConfigurationFileHold() throws Exception {
    Files.write(
        home.resolve("conf/org.bascule.bridge.cfg"),
        List.of("library.path = /usr/x86_64-w64-mingw32/lib", "code.page = 1252"));
    assertThat(launcher.command("wine:call zlib1 \"const char *zlibVersion(void)\"").out())
        .matches("1\\.[0-9.]+\n");
    assertThat(
            launcher
                .command("wine:call msvcrt \"size_t strlen(const char *s)\" \"Zugbrücke\"")
                .out())
        .isEqualTo("9\n");
  }
}
