package org.bascule.marshallers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bascule.spi.Abi;

/** The compilers that widths and layouts are compared with. */
public final class Mingw {
  private static final Map<Abi, String> COMPILERS =
      Map.of(Abi.X64, "x86_64-w64-mingw32-gcc", Abi.X86, "i686-w64-mingw32-gcc");

  private Mingw() {}

  /** Fails unless this C source, with its static assertions, compiles for that ABI. */
  public static void check(Abi abi, String name, String source) throws Exception {
    Path directory = Files.createDirectories(Path.of("target", "mingw"));
    Path file = Files.writeString(directory.resolve(name + "-" + abi + ".c"), source);
    Process compiler = start(COMPILERS.get(abi), file);
    String output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(compiler.waitFor()).withFailMessage(output).isZero();
  }

  private static Process start(String compiler, Path file) {
    try {
      return new ProcessBuilder(compiler, "-std=gnu11", "-fsyntax-only", file.toString())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      throw new AssertionError(
          "this test compares with " + compiler + ", which cannot be started: install mingw-w64",
          e);
    }
  }
}
