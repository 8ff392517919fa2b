package org.bascule.transport.wine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bascule.error.Diagnosis;
import org.bascule.error.ErrorCode;
import org.bascule.protocol.HostAbi;
import org.bascule.transport.WineReport;
import org.bascule.transport.WineReport.Candidate;

/** What can go wrong with Wine and its prefix, in words. */
public final class WineErrors {
  private static final String START = "start a Wine host";

  private WineErrors() {}

  /** The width, in words. */
  public static String width(byte abi) {
    return abi == HostAbi.X86 ? "32-bit" : "64-bit";
  }

  static Diagnosis missing(byte abi, Optional<Path> wanted, WineReport report, String remedy) {
    return new Diagnosis(
        ErrorCode.WINE_MISSING,
        START,
        wanted.map(Path::toString).orElse(""),
        "a Wine loader for " + width(abi) + " programs",
        findings(report.candidates()),
        remedy);
  }

  /** One line for each program that was there, and one for all places that were empty. */
  public static String findings(List<Candidate> candidates) {
    String there =
        candidates.stream()
            .filter(candidate -> !candidate.finding().equals("not there"))
            .map(candidate -> "\n" + candidate.path() + ": " + candidate.finding())
            .collect(Collectors.joining());
    String empty =
        candidates.stream()
            .filter(candidate -> candidate.finding().equals("not there"))
            .map(candidate -> candidate.path().toString())
            .collect(Collectors.joining(", "));
    return "none fits" + there + (empty.isEmpty() ? "" : "\nnot there: " + empty);
  }

  static Diagnosis prefix(Path prefix, String expected, String actual, String remedy) {
    return new Diagnosis(
        ErrorCode.PREFIX_UNUSABLE,
        "use the Wine prefix",
        prefix.toString(),
        expected,
        actual,
        remedy);
  }
}
