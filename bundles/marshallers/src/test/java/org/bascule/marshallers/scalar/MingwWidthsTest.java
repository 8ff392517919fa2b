package org.bascule.marshallers.scalar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.bascule.marshallers.Mingw;
import org.bascule.spi.Abi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every name of the table against the headers of mingw-w64. */
class MingwWidthsTest {
  /** Names that other headers or other compilers have. */
  private static final Set<String> NOT_IN_MINGW = Set.of("QWORD", "char8_t");

  /** {@code time_t} of 8 bytes on x86 too, as Microsoft's compilers have it. */
  private static final String HEADERS =
      """
      #define __MINGW_USE_VC2005_COMPAT 1
      #include <windows.h>
      #include <mmsystem.h>
      #include <oleauto.h>
      #include <stdbool.h>
      #include <stddef.h>
      #include <stdint.h>
      #include <sys/types.h>
      #include <time.h>
      #include <uchar.h>
      #include <wctype.h>
      """;

  @ParameterizedTest
  @EnumSource
  void agreesWithTheCompilerOnWidthAndSign(Abi abi) throws Exception {
    Set<String> names = new TreeSet<>(CScalars.names());
    names.removeAll(NOT_IN_MINGW);
    StringBuilder source = new StringBuilder(HEADERS);
    for (String name : names) {
      CScalar c = CScalars.find(name, abi).orElseThrow();
      expect(source, "sizeof(" + name + ") == " + c.bytes());
      expect(source, "((" + name + ")0.5 != 0) == " + (c.isFloating() || isC11Bool(c) ? 1 : 0));
      expect(source, "((" + name + ")-1 < 0) == " + (c.isFloating() || c.isSigned() ? 1 : 0));
    }

    assertThat(names).hasSizeGreaterThan(100);
    Mingw.check(abi, "widths", source.toString());
  }

  private static boolean isC11Bool(CScalar c) {
    return c.role() == CScalar.Role.BOOL;
  }

  private static void expect(StringBuilder source, String condition) {
    source.append("_Static_assert(").append(condition).append(", \"\");\n");
  }
}
