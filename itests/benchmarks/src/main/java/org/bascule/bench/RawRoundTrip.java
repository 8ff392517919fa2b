package org.bascule.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bascule.bench.report.Catalogue;
import org.bascule.bench.report.Measured;
import org.bascule.bench.report.Section;

/**
 * The floor: the same host with a C program in the place of the JVM. One figure is the bare turn of
 * two spinning threads, the other a call with a frame that is verified.
 */
final class RawRoundTrip {
  private static final Map<String, String> NAMES =
      Map.of(
          "bare turn",
          Catalogue.TURN,
          "Call of int add(int, int)",
          Catalogue.CALL,
          "upcall of int callback(int)",
          Catalogue.UPCALL);
  private static final Pattern LINE =
      Pattern.compile("(?m)^(.*?) +median +([0-9.]+) ns, best +[0-9.]+ ns$");

  private RawRoundTrip() {}

  /** Runs it once; the bare turn is left out where two threads cannot spin at a time. */
  static List<Measured> measure(Section section, int turns)
      throws IOException, InterruptedException {
    Path program = Artifacts.unpack("linux/bascule-raw-roundtrip");
    if (!program.toFile().setExecutable(true, true)) {
      throw new IOException(program + " cannot be made executable");
    }
    String output =
        Commands.read(
            Commands.placed(
                section,
                List.of(
                    program.toString(),
                    Artifacts.unpack("/org/bascule/host/x64/bascule-host.exe").toString(),
                    Artifacts.unpack("x64/demo.dll").toString(),
                    OpenSession.options().prefix().toString(),
                    String.valueOf(turns))));
    List<Measured> results = new ArrayList<>();
    Matcher line = LINE.matcher(output);
    while (line.find()) {
      String name = NAMES.get(line.group(1));
      if (name != null) {
        double median = Double.parseDouble(line.group(2));
        results.add(new Measured(name, median));
      }
    }
    if (results.isEmpty()) {
      throw new IOException(program + " said no times, but: " + output);
    }
    return results;
  }
}
