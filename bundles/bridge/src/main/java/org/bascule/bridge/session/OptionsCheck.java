package org.bascule.bridge.session;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.bascule.bridge.CallLimits;
import org.bascule.bridge.Check;
import org.bascule.bridge.RestartPolicy;
import org.bascule.bridge.SessionOptions;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.ValueException;
import org.bascule.spi.CodePageText;

/** What is refused of a session's options before anything is started. */
public final class OptionsCheck {
  /** Much longer than any start or end, and short enough for every clock. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final int MOST_LANES = 1000;

  private OptionsCheck() {}

  /**
   * Refuses options that no session can be opened with, on any machine at any time.
   *
   * @throws ValueException that names the option
   */
  public static void values(SessionOptions options) {
    CodePageText.of(options.codePage());
    Duration timeout = options.startTimeout();
    if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
      throw refused("startTimeout", "more than 0 s, at most 1 day", timeout.toString());
    }
    Duration end = options.endTimeout();
    if (end.isNegative() || end.compareTo(LONGEST) > 0) {
      throw refused("endTimeout", "0 s to 1 day", end.toString());
    }
    limits(options.limits());
    restart(options.restart());
    int lanes = options.virtualThreadLanes();
    if (lanes < 1 || lanes > MOST_LANES) {
      throw refused("virtualThreadLanes", "1 to " + MOST_LANES, String.valueOf(lanes));
    }
    path("prefix", options.prefix());
    if (options.prefix().toAbsolutePath().normalize().getFileName() == null) {
      throw refused("prefix", "a directory of its own", options.prefix().toString());
    }
    options.loader().ifPresent(loader -> path("loader", loader));
    options.libraryPath().forEach(directory -> path("libraryPath", directory));
    path("workingDirectory", options.workingDirectory());
    options.environment().forEach(OptionsCheck::variable);
  }

  private static void limits(CallLimits limits) {
    duration("limits.timeout", limits.timeout());
    duration("limits.grace", limits.grace());
  }

  private static void restart(RestartPolicy restart) {
    if (restart.most() < 0) {
      throw refused("restart", "0 times or more", String.valueOf(restart.most()));
    }
    duration("restart", restart.within());
  }

  /** Of a call: 0 for none. */
  static void duration(String option, Duration limit) {
    if (limit.isNegative() || limit.compareTo(LONGEST) > 0) {
      throw refused(option, "0 s to 1 day", limit.toString());
    }
  }

  /**
   * Refuses the same, and directories that are none at the moment. What is not there of the library
   * path may still come.
   *
   * @throws ValueException that names the option
   */
  static void all(SessionOptions options) {
    values(options);
    if (!Files.isDirectory(options.workingDirectory())) {
      throw refused("workingDirectory", "a directory", found(options.workingDirectory()));
    }
    for (Path directory : options.libraryPath()) {
      if (Files.exists(directory) && !Files.isDirectory(directory)) {
        throw refused("libraryPath", "directories", found(directory));
      }
    }
  }

  /** A doctor's line about an option that is refused. */
  public static Check failed(String subject, Diagnosis why) {
    String option = why.subject().isEmpty() ? why.operation() : why.subject();
    return new Check(
        subject,
        false,
        option.replaceFirst("^the option ", "")
            + " is to be "
            + why.expected()
            + ", but is "
            + why.actual(),
        why.remedy());
  }

  /** Wine cannot look into archives. */
  private static void path(String option, Path path) {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      throw refused(option, "a path of this machine's files", path.toUri().toString());
    }
  }

  private static void variable(String name, String value) {
    if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf(0) >= 0) {
      throw refused("environment", "names of variables, without '=' and NUL", quoted(name));
    }
    if (value.indexOf(0) >= 0) {
      throw refused("environment", "values without NUL", name + " = " + quoted(value));
    }
    if (name.equals("WINEPREFIX")) {
      throw refused("environment", "the prefix in SessionOptions.prefix", name + " = " + value);
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\0", "\\0") + '"';
  }

  private static String found(Path path) {
    return path + (Files.exists(path) ? ", which is none" : ", which is not there");
  }

  private static ValueException refused(String option, String expected, String actual) {
    return new ValueException(
        new Diagnosis(
            ErrorCode.BAD_ARGUMENT,
            "open a session",
            "the option " + option,
            expected,
            actual,
            "correct the option"));
  }
}
