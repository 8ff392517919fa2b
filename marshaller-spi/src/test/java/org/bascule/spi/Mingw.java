package org.bascule.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The compilers that layouts are compared with. */
final class Mingw {
  private static final Map<Abi, String> COMPILERS =
      Map.of(Abi.X64, "x86_64-w64-mingw32-gcc", Abi.X86, "i686-w64-mingw32-gcc");

  private Mingw() {}

  /** Fails unless this C source, with its static assertions, compiles for that ABI. */
  static void check(Abi abi, String source, String about) throws Exception {
    Path directory = Files.createDirectories(Path.of("target", "mingw"));
    Path file = Files.createTempFile(directory, abi + "-", ".c");
    Files.writeString(file, source);
    Process compiler = start(COMPILERS.get(abi), file);
    String output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = compiler.waitFor();
    assertThat(status)
        .withFailMessage(
            () -> COMPILERS.get(abi) + " disagrees (" + about + ", " + file + "):\n" + output)
        .isZero();
  }

  private static Process start(String compiler, Path file) {
    try {
      return new ProcessBuilder(compiler, "-std=c11", "-fsyntax-only", file.toString())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new AssertionError(
          "these tests compare with " + compiler + ", which cannot be started: install mingw-w64",
          e);
    }
  }
}
