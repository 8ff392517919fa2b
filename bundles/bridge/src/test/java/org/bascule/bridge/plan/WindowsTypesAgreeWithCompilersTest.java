package org.bascule.bridge.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.bascule.bridge.prototype.WindowsTypes;
import org.bascule.error.SignatureException;
import org.bascule.spi.Abi;
import org.bascule.spi.Layout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every type of Windows' headers that prototypes know, against the compilers of mingw-w64. */
class WindowsTypesAgreeWithCompilersTest {
  private static final Map<Abi, String> COMPILERS =
      Map.of(Abi.X64, "x86_64-w64-mingw32-gcc", Abi.X86, "i686-w64-mingw32-gcc");

  @ParameterizedTest
  @EnumSource
  void sizesAlignmentsAndOffsetsAreTheSame(Abi abi) throws Exception {
    WindowsTypes names = new WindowsTypes(abi);
    List<String> unknown = new ArrayList<>();
    StringBuilder source = new StringBuilder(headers());
    try (NamedTypes types = new NamedTypes(abi, names)) {
      for (String name : new TreeSet<>(names.names())) {
        layout(types, name).ifPresentOrElse(l -> expect(source, name, l), () -> unknown.add(name));
      }
    }
    compile(abi, source.toString());
    assertThat(names.names()).hasSizeGreaterThan(5000);
    // Bit fields, alignments of their own, tables of methods, names of functions.
    assertThat(unknown).hasSizeBetween(100, 1000).contains("DCB", "IUnknown");
    assertThat(unknown).noneMatch(name -> name.contains(" "));
  }

  private static Optional<Layout> layout(NamedTypes types, String name) {
    try {
      return Optional.of(types.layout(name));
    } catch (SignatureException e) {
      return Optional.empty();
    }
  }

  private static void expect(StringBuilder source, String name, Layout layout) {
    expect(source, "sizeof(" + name + ") == " + layout.size());
    if (layout instanceof Layout.Struct struct) {
      expect(source, "_Alignof(" + name + ") == " + layout.alignment());
      for (String member : struct.names()) {
        long offset = struct.member(member).orElseThrow().offset();
        expect(source, "offsetof(" + name + ", " + member + ") == " + offset);
      }
    }
  }

  private static void expect(StringBuilder source, String condition) {
    source.append("_Static_assert(").append(condition).append(", \"\");\n");
  }

  private static String headers() throws IOException {
    try (InputStream in =
        WindowsTypes.class.getResourceAsStream("/org/bascule/windowstypes/headers.h")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "#include <stddef.h>\n";
    }
  }

  private static void compile(Abi abi, String source) throws Exception {
    Path directory = Files.createDirectories(Path.of("target", "mingw"));
    Path file = Files.writeString(directory.resolve("windows-types-" + abi + ".c"), source);
    Process compiler =
        new ProcessBuilder(COMPILERS.get(abi), "-std=gnu11", "-fsyntax-only", file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(compiler.waitFor()).withFailMessage(output).isZero();
  }
}
