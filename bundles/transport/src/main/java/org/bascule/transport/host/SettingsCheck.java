package org.bascule.transport.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.bascule.lifetime.UserHome;
import org.bascule.transport.HostSettings;

/** What is refused before anything is started: all that a process, a clock or Wine cannot take. */
public final class SettingsCheck {
  private static final int PAGE = 4096;

  /** Much longer than any start or end, and short enough for every clock. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private SettingsCheck() {}

  /**
   * Looks at all settings that can be judged without Wine.
   *
   * @throws org.bascule.error.HostStartException that names the first that cannot be
   */
  public static void check(HostSettings settings) {
    int window = settings.laneWindowSize();
    if (window < 2 * PAGE || window % PAGE != 0) {
      throw HostErrors.badSettings(
          "a lane window of at least " + 2 * PAGE + " bytes and a multiple of " + PAGE,
          window + " bytes");
    }
    if (settings.arenaLimit() < HostStarter.FIRST_SEGMENT) {
      throw HostErrors.badSettings(
          "an arena limit of at least " + HostStarter.FIRST_SEGMENT + " bytes",
          settings.arenaLimit() + " bytes");
    }
    Duration timeout = settings.startTimeout();
    if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
      throw HostErrors.badSettings("a start timeout of more than 0 s, at most 1 day", "" + timeout);
    }
    Duration end = settings.endTimeout();
    if (end.isNegative() || end.compareTo(LONGEST) > 0) {
      throw HostErrors.badSettings("an end timeout of 0 s to 1 day", "" + end);
    }
    if (UserHome.none(settings.prefix())) {
      throw HostErrors.noHome(settings.prefix());
    }
    if (!Files.isDirectory(settings.workingDirectory())) {
      throw HostErrors.badSettings(
          "a directory for the host to work in", describe(settings.workingDirectory()));
    }
    settings.inherited().named().forEach(SettingsCheck::checkInherited);
    settings.environment().forEach(SettingsCheck::checkVariable);
  }

  private static void checkInherited(String name) {
    if (!name.matches("[^=*\\s\\x00]+\\*?")) {
      throw HostErrors.badSettings(
          "names of variables to inherit, at most with a * at the end",
          '"' + name.replace("\0", "\\0") + '"');
    }
  }

  private static void checkVariable(String name, String value) {
    if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf(0) >= 0 || value.indexOf(0) >= 0) {
      throw HostErrors.badSettings(
          "environment variables with a name, without NUL, and no '=' in the name",
          Map.entry(name, value).toString().replace("\0", "\\0"));
    }
  }

  private static String describe(Path path) {
    return path + (Files.exists(path) ? ", which is none" : ", which is not there");
  }
}
