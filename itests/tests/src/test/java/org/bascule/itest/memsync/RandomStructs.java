package org.bascule.itest.memsync;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bascule.itest.TestBed;

/** Random structs of all kinds of members, and a DLL that gives back what it is given. */
final class RandomStructs {
  private static final int DEPTH = 4;
  private static final String COMPILER =
      TestBed.byWidth("x86_64", "i686") + "-w64-mingw32-gcc-posix";

  private final Random random;
  private final List<List<RandomMember>> structs = new ArrayList<>();

  RandomStructs(Random random, int count) {
    this.random = random;
    for (int i = 0; i < count; i++) {
      structs.add(members(1));
    }
  }

  List<List<RandomMember>> structs() {
    return structs;
  }

  /**
   * Compiles the DLL: {@code by_pointer_N}, {@code by_value_N}, {@code array_N}, {@code size_N}.
   */
  Path compile(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve("echo.c");
    Path dll = folder.resolve("echo.dll");
    Files.writeString(source, source());
    Process compiler =
        new ProcessBuilder(
                COMPILER,
                "-O1",
                "-Werror",
                "-shared",
                "-static",
                "-o",
                dll.toString(),
                source.toString())
            .inheritIO()
            .start();
    if (compiler.waitFor() != 0) {
      throw new IOException(COMPILER + " has refused " + source);
    }
    return dll;
  }

  private String source() {
    StringBuilder text =
        new StringBuilder("#include <stddef.h>\n#include <stdint.h>\n#include <string.h>\n")
            .append("#include <wchar.h>\ntypedef unsigned int DWORD;\n")
            .append("#define EXPORT __declspec(dllexport)\n");
    for (int i = 0; i < structs.size(); i++) {
      text.append(
          """
          typedef struct %2$s s%1$d;
          EXPORT void by_pointer_%1$d(const s%1$d *in, s%1$d *out) { *out = *in; }
          EXPORT s%1$d by_value_%1$d(s%1$d value) { return value; }
          EXPORT void array_%1$d(const s%1$d *in, s%1$d *out, int n) { memcpy(out, in, n * sizeof *in); }
          EXPORT size_t size_%1$d(void) { return sizeof(s%1$d); }
          """
              .formatted(i, RandomMember.body(structs.get(i), true)));
    }
    return text.toString();
  }

  private List<RandomMember> members(int depth) {
    List<RandomMember> members = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      members.add(member("m" + i, depth));
    }
    return members;
  }

  private RandomMember member(String name, int depth) {
    int deepest = 8;
    return switch (random.nextInt(depth < DEPTH ? 12 : deepest)) {
      case 0, 1, 2 -> new RandomMember.Scalar(name, any());
      case 3 -> new RandomMember.Inline(name, any(), random.nextInt(3), 1 + random.nextInt(5));
      case 4 -> new RandomMember.InlineText(name, random.nextBoolean(), 1 + random.nextInt(12));
      case 5 -> new RandomMember.Text(name, random.nextBoolean());
      case 6 -> new RandomMember.Counted(name, any());
      case 7 -> union(name);
      case 8 -> new RandomMember.Nested(name, members(depth + 1), 1 + random.nextInt(3), false);
      case 9 -> new RandomMember.Nested(name, members(depth + 1), 0, true);
      default -> new RandomMember.Nested(name, members(depth + 1), 0, false);
    };
  }

  private RandomMember union(String name) {
    List<RandomMember> members = new ArrayList<>();
    for (int i = 0; i < 2 + random.nextInt(2); i++) {
      members.add(
          random.nextBoolean()
              ? new RandomMember.Scalar("u" + i, any())
              : new RandomMember.Inline("u" + i, any(), 0, 1 + random.nextInt(4)));
    }
    return new RandomMember.Choice(name, members);
  }

  private ScalarType any() {
    return ScalarType.values()[random.nextInt(ScalarType.values().length)];
  }
}
