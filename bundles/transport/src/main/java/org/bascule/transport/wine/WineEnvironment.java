package org.bascule.transport.wine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The environment of everything that is started with Wine. */
public final class WineEnvironment {
  // What the user's shell says about his own Wine or screen is not meant for ours.
  private static final List<String> DROPPED =
      List.of(
          "DISPLAY",
          "WAYLAND_DISPLAY",
          "WINEARCH",
          "WINEDLLPATH",
          "WINELOADER",
          "WINESERVER",
          "WINESERVERSOCKET",
          "WINELOADERNOEXEC");

  // Neither .NET nor HTML is asked for in a prefix without a display, nor are menus made.
  private static final String UNWANTED = "mscoree=;mshtml=;winemenubuilder.exe=d";

  // Where there is no Wayland its driver says so on stderr at each load of user32.
  private static final String NO_WAYLAND = ";winewayland.drv=";

  private WineEnvironment() {}

  /**
   * Changes an inherited environment.
   *
   * @param added variables of the user's choice, which win over ours; not {@code WINEPREFIX}
   */
  public static void apply(
      Map<String, String> environment, Path prefix, Map<String, String> added) {
    DROPPED.forEach(environment::remove);
    environment.put("WINEDEBUG", "-all");
    environment.put("WINEDLLOVERRIDES", overrides(added));
    environment.putAll(added);
    environment.put("WINEPREFIX", prefix.toAbsolutePath().toString());
  }

  private static String overrides(Map<String, String> added) {
    return added.containsKey("WAYLAND_DISPLAY") ? UNWANTED : UNWANTED + NO_WAYLAND;
  }
}
