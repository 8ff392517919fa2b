package org.bascule.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CTypeTest {
  private static final CType CHAR = new CType.Named("char");

  @Test
  void readsAsInAPrototype() {
    CType text = new CType.Pointer(CHAR, true);

    assertThat(new CType.Void()).hasToString("void");
    assertThat(new CType.Named("unsigned long")).hasToString("unsigned long");
    assertThat(new CType.Pointer(CHAR, false)).hasToString("char *");
    assertThat(text).hasToString("const char *");
    assertThat(new CType.Pointer(text, false)).hasToString("const char **");
    assertThat(new CType.Pointer(text, true)).hasToString("const char *const *");
    assertThat(new CType.Pointer(new CType.Void(), true)).hasToString("const void *");
  }

  @Test
  void writesTheOuterDimensionFirst() {
    CType matrix = new CType.Array(new CType.Array(CHAR, 4), 3);

    assertThat(matrix).hasToString("char[3][4]");
    assertThat(new CType.Pointer(matrix, false)).hasToString("char (*)[3][4]");
    assertThat(new CType.Pointer(matrix, true)).hasToString("const char (*)[3][4]");
    assertThat(new CType.Array(new CType.Pointer(CHAR, true), 2)).hasToString("const char *[2]");
  }

  @Test
  void putsParametersBehindTheName() {
    CType.Function operation = function("double", Convention.CDECL, false, "double a", "double ");
    CType pointer = new CType.Pointer(operation, false);
    CType table = new CType.Array(pointer, 2);

    assertThat(operation).hasToString("double (double a, double)");
    assertThat(pointer).hasToString("double (*)(double a, double)");
    assertThat(table).hasToString("double (*[2])(double a, double)");
    assertThat(new CType.Pointer(table, false)).hasToString("double (*(*)[2])(double a, double)");
    assertThat(new CType.Pointer(pointer, true)).hasToString("double (*const *)(double a, double)");
    assertThat(new CType.Member("ops", table, Map.of()))
        .hasToString("double (*ops[2])(double a, double)");
  }

  @Test
  void showsConventionsAndOpenParameterLists() {
    assertThat(new CType.Pointer(function("int", Convention.STDCALL, false), false))
        .hasToString("int (__stdcall *)(void)");
    assertThat(new CType.Pointer(function("int", Convention.CDECL, true, "int n"), false))
        .hasToString("int (*)(int n, ...)");
  }

  @Test
  void nestsFunctionsThatReturnFunctions() {
    CType inner = new CType.Pointer(function("int", Convention.CDECL, false, "int "), false);
    CType outer =
        new CType.Function(
            new CType.Member(CType.Function.RESULT, inner, Map.of()),
            List.of(new CType.Member("which", new CType.Named("int"), Map.of())),
            Convention.CDECL,
            false);

    assertThat(CType.declaration(outer, "get_op", Map.of()))
        .isEqualTo("int (*get_op(int which))(int)");
    assertThat(new CType.Pointer(outer, false)).hasToString("int (*(*)(int which))(int)");
  }

  @Test
  void writesLengthsOfDirectivesAsThoseOfArrays() {
    CType ints = new CType.Pointer(new CType.Named("int"), true);
    CType rows = new CType.Pointer(new CType.Array(new CType.Named("int"), 4), false);
    Directive n = Directive.NONE.withLength("n");

    assertThat(CType.declaration(ints, "a", Map.of("", n))).isEqualTo("const int a[n]");
    assertThat(CType.declaration(rows, "a", Map.of("", n))).isEqualTo("int a[n][4]");
    assertThat(CType.declaration(new CType.Pointer(ints, false), "out", Map.of("*", n)))
        .isEqualTo("const int (**out)[n]");
  }

  private static CType.Function function(
      String result, Convention convention, boolean variadic, String... parameters) {
    return new CType.Function(
        new CType.Member(CType.Function.RESULT, new CType.Named(result), Map.of()),
        Arrays.stream(parameters)
            .map(p -> p.split(" ", 2))
            .map(p -> new CType.Member(p[1], new CType.Named(p[0]), Map.of()))
            .toList(),
        convention,
        variadic);
  }
}
