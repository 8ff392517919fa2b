package org.bascule.transport.wine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bascule.error.HostStartException;
import org.bascule.lifetime.Housekeeper;
import org.bascule.transport.Host;
import org.bascule.transport.HostSettings;
import org.bascule.transport.Inherited;
import org.bascule.transport.TestHosts;
import org.bascule.transport.launch.WineHostLauncher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A prefix that a real Wine makes. */
@Timeout(240)
class PrefixWineTest {
  private static final WineHostLauncher LAUNCHER = new WineHostLauncher(new Housekeeper());
  private static final List<String> STEPS = new CopyOnWriteArrayList<>();
  private static final List<Double> FRACTIONS = new CopyOnWriteArrayList<>();

  @TempDir static Path directory;
  private static Path prefix;

  @BeforeAll
  static void make() {
    prefix = directory.resolve("deep/prefix");
    launchOnce();
  }

  @AfterAll
  static void delete() throws IOException {
    awaitServerEnd();
    // It holds links to the user's folders, which the deletion of temporary directories reports.
    FileTree.delete(prefix);
  }

  @Test
  void isMadeWithProgressAndLeavesNothingBesideIt() throws IOException {
    assertThat(STEPS).contains("creating the Wine prefix " + prefix);
    assertThat(FRACTIONS).hasSizeGreaterThan(5).startsWith(0.0).contains(1.0);
    List<Double> whileMade = FRACTIONS.subList(0, FRACTIONS.indexOf(1.0));
    assertThat(List.copyOf(whileMade)).isSorted();
    assertThat(prefix.getParent())
        .isDirectoryNotContaining("glob:**.new")
        .isDirectoryContaining("glob:**/prefix");
    assertThat(CrashSettings.applied(prefix)).isTrue();
    assertThat(List.of(mode(prefix), mode(prefix.getParent()))).containsOnly("rwx------");
  }

  @Test
  void isNotMadeAgain() {
    STEPS.clear();
    launchOnce();

    assertThat(STEPS).isEmpty();
  }

  @Test
  void isUpdatedByAnotherWineWhileAHostRunsInIt() throws IOException {
    Path marker = prefix.resolve(PrefixMarker.FILE);
    try (Host other = LAUNCHER.launch(settings())) {
      Files.writeString(marker, "wine.version=7.0\n");
      STEPS.clear();
      launchOnce();

      assertThat(other.ping()).isPositive();
    }
    assertThat(STEPS)
        .containsOnly(
            "updating the Wine prefix " + prefix + ", for it was last used with Wine 7.0");
    assertThat(PrefixMarker.read(prefix).orElseThrow().wineVersion())
        .isEqualTo(LAUNCHER.wine(settings()).version().orElseThrow());
  }

  @Test
  void isMadeSafeWhenSomebodyHandsItOver() throws IOException {
    awaitServerEnd();
    Path registry = prefix.resolve("user.reg");
    Files.writeString(
        registry,
        Files.readString(registry)
            .replace("\"ShowCrashDialog\"=dword:00000000", "\"ShowCrashDialog\"=dword:00000001"));
    Files.writeString(prefix.resolve(PrefixMarker.FILE), "");
    launchOnce();
    awaitServerEnd();

    assertThat(CrashSettings.applied(prefix)).isTrue();
    assertThat(Files.readString(registry)).doesNotContain("\"ShowCrashDialog\"=dword:00000001");
  }

  @Test
  void leavesNothingOfAPrefixThatCannotBeMade(@TempDir Path own) throws IOException {
    Path loader = Files.writeString(own.resolve("loader"), "#!/bin/sh\necho cannot; exit 5\n");
    assertThat(loader.toFile().setExecutable(true)).isTrue();
    Path none = own.resolve("none");

    assertThatThrownBy(
            () ->
                new PrefixKeeper(own)
                    .prepare(
                        new Loader(loader, "8.0"),
                        TestHosts.settings(none, Optional.empty(), line -> {})))
        .isInstanceOf(HostStartException.class)
        .hasMessage(
            """
            BSC-102 cannot use the Wine prefix
              where: %1$s
              expected: a Wine prefix for 64-bit programs
              actual: %2$s wineboot --init ended with status 5 and said:
                cannot
              remedy: see that the directory can be written to and has about 1 GiB of room, and \
            try again"""
                .formatted(none, loader));
    assertThat(none).doesNotExist();
    assertThat(own).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void tellsThatTheDiskIsFull(@TempDir Path own) throws IOException {
    Path loader = Files.writeString(own.resolve("loader"), "#!/bin/sh\necho cannot; exit 5\n");
    assertThat(loader.toFile().setExecutable(true)).isTrue();
    Path none = own.resolve("none");

    assertThatThrownBy(
            () ->
                new PrefixKeeper(own, place -> 4096)
                    .prepare(
                        new Loader(loader, "8.0"),
                        TestHosts.settings(none, Optional.empty(), line -> {})))
        .isInstanceOf(HostStartException.class)
        .hasMessage(
            """
            BSC-102 cannot use the Wine prefix
              where: %1$s
              expected: a Wine prefix for 64-bit programs
              actual: %3$s has room for 4096 more bytes; %2$s wineboot --init ended with status 5 \
            and said:
                cannot
              remedy: see that the directory can be written to and has about 1 GiB of room, and \
            try again"""
                .formatted(none, loader, own));
    assertThat(own).isDirectoryNotContaining("glob:**.new");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void launchOnce() {
    try (Host host = LAUNCHER.launch(settings())) {
      assertThat(host.ping()).isPositive();
    }
  }

  private static HostSettings settings() {
    HostSettings settings = TestHosts.settings(prefix, Optional.empty(), line -> {});
    return new HostSettings(
        settings.abi(),
        settings.prefix(),
        settings.loader(),
        settings.workingDirectory(),
        settings.environment(),
        settings.laneWindowSize(),
        settings.startTimeout(),
        (step, fraction) -> {
          STEPS.add(step);
          FRACTIONS.add(fraction);
        },
        settings.dllOutput());
  }

  /** Until Wine's server has written the registry. */
  private static void awaitServerEnd() throws IOException {
    Path loader = LAUNCHER.wine(settings()).chosen().orElseThrow();
    assertThat(new WineRun(loader, prefix, Inherited.SHORT).awaitServerEnd(Duration.ofSeconds(30)))
        .isTrue();
  }
}
