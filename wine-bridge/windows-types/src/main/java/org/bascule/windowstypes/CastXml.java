package org.bascule.windowstypes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The program that reads headers as a compiler does, and prints what they declare. */
final class CastXml {
  private static final String REMEDY =
      "install it, and the compilers of mingw-w64 (Debian 12: apt-get install castxml"
          + " gcc-mingw-w64-x86-64-posix gcc-mingw-w64-i686-posix)";

  private CastXml() {}

  /** What a header declares for programs of this width. */
  static Headers read(Path header, Width width) throws IOException, InterruptedException {
    Path xml = Files.createTempFile("bascule-" + width.word(), ".xml");
    try {
      run(
          List.of(
              "castxml",
              "--castxml-cc-gnu-c",
              width.compiler(),
              "--castxml-output=1",
              // As mingw's compilers: a struct with a tag and without a name is a member, too.
              "-fms-extensions",
              "-o",
              xml.toString(),
              header.toString()));
      try (InputStream in = Files.newInputStream(xml)) {
        return Headers.read(in);
      }
    } finally {
      Files.delete(xml);
    }
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException("castxml cannot be started: " + REMEDY, e);
    }
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + REMEDY + "\n" + output);
    }
  }
}
