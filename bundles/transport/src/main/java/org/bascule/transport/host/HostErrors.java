package org.bascule.transport.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bascule.error.BasculeException;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.error.HostStartException;
import org.bascule.transport.posix.FailureText;

/** What can go wrong when a host is started, in words. */
public final class HostErrors {
  private static final String START = "start the Wine host";

  private HostErrors() {}

  /** Shared memory and its calls are those of this platform only. */
  public static HostStartException wrongPlatform(String system, String processor) {
    return new HostStartException(
        new Diagnosis(
            ErrorCode.HOST_START,
            START,
            "",
            "Linux on amd64",
            system + " on " + processor,
            "run the program on 64-bit x86 Linux"));
  }

  static HostStartException badSettings(String expected, String actual) {
    return new HostStartException(
        new Diagnosis(
            ErrorCode.HOST_START, START, "settings", expected, actual, "correct the settings"));
  }

  static HostStartException noHome(Path prefix) {
    return new HostStartException(
        new Diagnosis(
            ErrorCode.PREFIX_UNUSABLE,
            "use the Wine prefix",
            prefix.toString(),
            "a directory of this user's own",
            "this user has no home directory, and nothing else was named",
            "set HOME, or XDG_DATA_HOME, or name the prefix itself (bascule.prefix)"));
  }

  static HostStartException noProgram(IOException cause) {
    return new HostStartException(
        new Diagnosis(
            ErrorCode.HOST_START,
            "put the host program into the user's cache",
            "",
            "a directory to write to",
            FailureText.of(cause),
            "make room there, or set XDG_CACHE_HOME to a directory that can be written to"),
        cause);
  }

  static HostStartException noProcess(String command, IOException cause) {
    return new HostStartException(
        new Diagnosis(
            ErrorCode.HOST_START,
            START,
            command,
            "a process",
            FailureText.of(cause),
            "see that the loader and the working directory can be used by this user"),
        cause);
  }

  static HostStartException noRuntimeDirectory(List<?> places) {
    return new HostStartException(
        new Diagnosis(
            ErrorCode.SHARED_MEMORY,
            START,
            "",
            "a directory for shared memory that can be written to",
            "none of " + places,
            "mount a tmpfs on /dev/shm, or set XDG_RUNTIME_DIR"));
  }

  /** Something failed between process start and welcome. */
  static HostStartException noWelcome(
      BasculeException cause, int status, boolean ended, List<String> lastLines) {
    Diagnosis why = cause.diagnosis();
    ErrorCode code =
        why.code() == ErrorCode.SHARED_MEMORY ? ErrorCode.SHARED_MEMORY : ErrorCode.HOST_START;
    String fate = ended ? "the process ended with status " + status : "the process was killed";
    String said =
        lastLines.isEmpty()
            ? "it printed nothing"
            : "it printed last:\n" + String.join("\n", lastLines);
    return new HostStartException(
        new Diagnosis(
            code,
            START,
            why.subject(),
            why.expected(),
            why.actual() + "; " + fate + "; " + said,
            code == ErrorCode.SHARED_MEMORY
                ? why.remedy()
                : "see what it printed; the environment variable WINEDEBUG=warn+all makes Wine say"
                    + " more"),
        cause);
  }
}
