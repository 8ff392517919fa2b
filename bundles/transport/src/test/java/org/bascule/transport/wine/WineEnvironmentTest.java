package org.bascule.transport.wine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WineEnvironmentTest {
  private final Map<String, String> environment = new HashMap<>(Map.of("HOME", "/home/me"));

  @Test
  void hidesTheScreenAndTheUsersOwnWine() {
    environment.putAll(
        Map.of("DISPLAY", ":0", "WAYLAND_DISPLAY", "wayland-0", "WINEARCH", "win32"));
    environment.putAll(Map.of("WINEPREFIX", "/home/me/.wine", "WINEDEBUG", "+all"));
    WineEnvironment.apply(environment, Path.of("/p"), Map.of());

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
        Path.of("/p"),
        Map.of("WINEDEBUG", "+seh", "DISPLAY", ":1", "WINEPREFIX", "/elsewhere"));

    assertThat(environment)
        .containsEntry("WINEDEBUG", "+seh")
        .containsEntry("DISPLAY", ":1")
        .containsEntry("WINEPREFIX", "/p");
  }

  @Test
  void leavesWaylandToWhoeverNamesIt() {
    WineEnvironment.apply(environment, Path.of("/p"), Map.of("WAYLAND_DISPLAY", "wayland-1"));

    assertThat(environment)
        .containsEntry("WINEDLLOVERRIDES", "mscoree=;mshtml=;winemenubuilder.exe=d");
  }
}
