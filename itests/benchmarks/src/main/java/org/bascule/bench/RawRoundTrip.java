package org.bascule.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The floor: the same host with a C program in the place of the JVM. One figure is the bare turn of
 * two spinning threads, the other a call with a frame that is verified.
 */
final class RawRoundTrip {
  static final String TURN = "RawRoundTrip.turn";
  static final String CALL = "RawRoundTrip.call";
  static final String UPCALL = "RawRoundTrip.upcall";

  private static final Map<String, String> NAMES =
      Map.of(
          "bare turn",
          TURN,
          "Call of int add(int, int)",
          CALL,
          "upcall of int callback(int)",
          UPCALL);
  private static final Pattern LINE =
      Pattern.compile("(?m)^(.*?) +median +([0-9.]+) ns, best +[0-9.]+ ns$");
  private static final int FREE_TURNS = 1_000_000;
  private static final int PINNED_TURNS = 50_000;

  private RawRoundTrip() {}

  /** Runs it once; the bare turn is left out where two threads cannot spin at a time. */
  static List<Measured> measure(boolean pinned, Path prefix)
      throws IOException, InterruptedException {
    Path program = Artifacts.unpack("linux/bascule-raw-roundtrip");
    if (!program.toFile().setExecutable(true, true)) {
      throw new IOException(program + " cannot be made executable");
    }
    String output =
        Commands.read(
            Commands.placed(
                pinned,
                List.of(
                    program.toString(),
                    Artifacts.unpack("/org/bascule/host/x64/bascule-host.exe").toString(),
                    Artifacts.unpack("x64/demo.dll").toString(),
                    prefix.toString(),
                    String.valueOf(pinned ? PINNED_TURNS : FREE_TURNS))));
    List<Measured> results = new ArrayList<>();
    Matcher line = LINE.matcher(output);
    while (line.find()) {
      String name = NAMES.get(line.group(1));
      if (name != null) {
        double median = Double.parseDouble(line.group(2));
        results.add(new Measured(name, median, Double.NaN, Double.NaN));
      }
    }
    if (results.isEmpty()) {
      throw new IOException(program + " said no times, but: " + output);
    }
    return results;
  }
}
