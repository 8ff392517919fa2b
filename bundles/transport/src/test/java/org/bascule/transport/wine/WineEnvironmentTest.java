package org.bascule.transport.wine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bascule.transport.Inherited;
import org.junit.jupiter.api.Test;

class WineEnvironmentTest {
  private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/me"));

  @Test
  void hidesTheScreenAndTheUsersOwnWine() {
    environment.putAll(
        Map.of("DISPLAY", ":0", "WAYLAND_DISPLAY", "wayland-0", "WINEARCH", "win32"));
    environment.putAll(Map.of("WINEPREFIX", "/home/me/.wine", "WINEDEBUG", "+all"));
    WineEnvironment.apply(environment, Inherited.SHORT, Path.of("/p"), Map.of());

    assertThat(environment)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "HOME",
                "/home/me",
                "WINEPREFIX",
                "/p",
                "WINEDEBUG",
                "-all",
                "WINEDLLOVERRIDES",
                "mscoree=;mshtml=;winemenubuilder.exe=d;winewayland.drv="));
  }

  @Test
  void letsTheUserSayOtherwiseButForThePrefix() {
    WineEnvironment.apply(
        environment,
        Inherited.SHORT,
        Path.of("/p"),
        Map.of("WINEDEBUG", "+seh", "DISPLAY", ":1", "WINEPREFIX", "/elsewhere"));

    assertThat(environment)
        .containsEntry("WINEDEBUG", "+seh")
        .containsEntry("DISPLAY", ":1")
        .containsEntry("WINEPREFIX", "/p");
  }

  @Test
  void leavesWaylandToWhoeverNamesIt() {
    WineEnvironment.apply(
        environment, Inherited.SHORT, Path.of("/p"), Map.of("WAYLAND_DISPLAY", "wayland-1"));

    assertThat(environment)
        .containsEntry("WINEDLLOVERRIDES", "mscoree=;mshtml=;winemenubuilder.exe=d");
  }

  @Test
  void leavesNothingThatNobodyHasNamed() {
    environment.putAll(Map.of("TOKEN", "secret", "LC_TIME", "C", "VENDOR_A", "a", "VENDOR", "v"));
    environment.putAll(Map.of("WINEDEBUG", "+all", "WINEARCH", "win32", "TZ", "UTC"));
    WineEnvironment.apply(
        environment,
        new Inherited(false, List.of("VENDOR_*", "WINEDEBUG", "MISSING")),
        Path.of("/p"),
        Map.of());

    assertThat(environment)
        .containsOnlyKeys(
            "HOME", "LC_TIME", "TZ", "VENDOR_A", "WINEDEBUG", "WINEDLLOVERRIDES", "WINEPREFIX")
        .containsEntry("WINEDEBUG", "+all");
  }

  @Test
  void leavesEverythingElseWhereThatIsWanted() {
    environment.putAll(Map.of("TOKEN", "secret", "DISPLAY", ":0", "WINEARCH", "win32"));
    WineEnvironment.apply(
        environment, new Inherited(true, List.of("DISPLAY")), Path.of("/p"), Map.of());

    assertThat(environment)
        .containsOnlyKeys(
            "HOME", "TOKEN", "DISPLAY", "WINEDEBUG", "WINEDLLOVERRIDES", "WINEPREFIX");
  }
}
