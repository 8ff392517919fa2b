package org.bascule.transport.wine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bascule.lifetime.UserHome;
import org.bascule.transport.Inherited;

/**
 * The environment of everything that is started with Wine. What runs there sees it, and so does
 * each other program of this user, so it holds nothing that was meant for the JVM alone.
 */
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
          "WINELOADERNOEXEC",
          "WINEDEBUG",
          "WINEDLLOVERRIDES");

  /** What programs need in order to find their files and to know their user's ways. */
  private static final Inherited LITTLE =
      new Inherited(
          false,
          List.of(
              "PATH",
              "LD_LIBRARY_PATH",
              "HOME",
              "USER",
              "LOGNAME",
              "LANG",
              "LANGUAGE",
              "LC_*",
              "TZ",
              "TZDIR",
              "TMPDIR",
              "TMP",
              "TEMP"));

  // Neither .NET nor HTML is asked for in a prefix without a display, nor are menus made.
  private static final String UNWANTED = "mscoree=;mshtml=;winemenubuilder.exe=d";

  // Where there is no Wayland its driver says so on stderr at each load of user32.
  private static final String NO_WAYLAND = ";winewayland.drv=";

  private static final String NO_HOME = "/nonexistent";

  private WineEnvironment() {}

  /**
   * Changes an inherited environment.
   *
   * @param inherited what stays of it
   * @param added variables of the user's choice, which win over ours; not {@code WINEPREFIX}
   */
  public static void apply(
      Map<String, String> environment,
      Inherited inherited,
      Path prefix,
      Map<String, String> added) {
    shorten(environment, inherited);
    environment.putAll(added);
    environment.putIfAbsent("WINEDEBUG", "-all");
    environment.putIfAbsent("WINEDLLOVERRIDES", overrides(environment));
    environment.put("WINEPREFIX", prefix.toAbsolutePath().toString());
  }

  /** Leaves no more than what may be inherited. */
  static void shorten(Map<String, String> environment, Inherited inherited) {
    environment.keySet().removeIf(name -> !stays(name, inherited));
    // Without one, Wine crashes if the list of users does not know this one either.
    Path home = UserHome.path();
    environment.putIfAbsent("HOME", UserHome.none(home) ? NO_HOME : home.toString());
  }

  private static boolean stays(String name, Inherited inherited) {
    return inherited.names(name)
        || LITTLE.names(name)
        || inherited.all() && !DROPPED.contains(name);
  }

  private static String overrides(Map<String, String> environment) {
    return environment.containsKey("WAYLAND_DISPLAY") ? UNWANTED : UNWANTED + NO_WAYLAND;
  }
}
