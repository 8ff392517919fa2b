package org.bascule.bridge.prototype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.bascule.annotation.Direction;
import org.bascule.error.SignatureException;
import org.bascule.spi.CType;
import org.bascule.spi.Directive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What prototypes say in brackets and attributes. */
class MarksTest {
  private static final Directive NONE = Directive.NONE;

  static Stream<Arguments> marks() {
    return Stream.of(
        Arguments.of("[in] int *a", NONE.withDirection(Direction.IN)),
        Arguments.of("[out] int *a", NONE.withDirection(Direction.OUT)),
        Arguments.of("[in, out] int *a", NONE),
        Arguments.of("[out, in] const int *a", NONE),
        Arguments.of("[out] float a[n + 1]", NONE.withLength("n + 1").withDirection(Direction.OUT)),
        Arguments.of("[length(n * m)] void *a", NONE.withLength("n * m")),
        Arguments.of("[length(n)] const void *a", NONE.withLength("n").withDirection(Direction.IN)),
        Arguments.of("[length(n), bytes] void *a", NONE.withLength("n").inBytes()),
        Arguments.of("[valid(*n)] int a[m]", NONE.withLength("m").withValid("*n")),
        Arguments.of(
            "[type(float), length(n)] void *a",
            NONE.withLength("n").withCType(new CType.Named("float"))),
        Arguments.of(
            "[length(n), type(struct point)] void *a",
            NONE.withLength("n").withCType(new CType.Named("struct point"))),
        Arguments.of(
            "[length(n), type(LONG)] void *a",
            NONE.withLength("n").withCType(new CType.Named("LONG"))),
        Arguments.of(
            "[length(n), type(short[4])] void *a",
            NONE.withLength("n").withCType(new CType.Array(new CType.Named("short"), 4))),
        Arguments.of(
            "[length(n), type(const char *)] void *a",
            NONE.withLength("n").withCType(new CType.Pointer(new CType.Named("char"), true))),
        Arguments.of("[nullTerminated] char *a", NONE.nullTerminatedText(false)),
        Arguments.of("[nullTerminated, wide] void *a", NONE.nullTerminatedText(true)),
        Arguments.of("[free(release)] int *a", NONE.freedBy("release")),
        Arguments.of("[free(msvcrt!free)] int *a", NONE.freedBy("msvcrt!free")),
        Arguments.of("[free(my.dll!free)] int *a", NONE.freedBy("my.dll!free")));
  }

  @ParameterizedTest
  @MethodSource("marks")
  void aMarkIsADirectiveInTheWordsOfC(String parameter, Directive directive) {
    Prototype prototype = PrototypeReader.read("void f(" + parameter + ", int n, int m)");
    assertThat(prototype.parameters().get(0).directives()).isEqualTo(Map.of("", directive));
  }

  @ParameterizedTest
  @MethodSource("marks")
  void membersAndCallbacksHaveMarksToo(String declaration, Directive directive) {
    Prototype prototype =
        PrototypeReader.read(
            "void f(struct { " + declaration + "; } s, void (*cb)(" + declaration + "))");
    CType.Struct struct = (CType.Struct) prototype.parameters().get(0).type();
    CType.Function callback =
        (CType.Function) ((CType.Pointer) prototype.parameters().get(1).type()).target();

    assertThat(struct.members().get(0).directives()).isEqualTo(Map.of("", directive));
    assertThat(callback.parameters().get(0).directives()).isEqualTo(Map.of("", directive));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[inout] int *a            | 9  | in, out, length(n), valid(n), bytes, type(T), nullTerminated, wide or free(function) | \"inout\"",
        "[in, in] int *a           | 13 | each word once | \"in\" again",
        "[in(n)] int *a            | 9  | in alone | \"in(n)\"",
        "[length] int *a           | 9  | length with an expression: length(n + 1) | \"length\"",
        "[length(n, m)] int *a     | 9  | length with an expression: length(n + 1) | \"length(n,m)\"",
        "[valid(int)] int *a       | 9  | valid with an expression: length(n + 1) | \"valid(int)\"",
        "[length(n)] int a[n]      | 9  | one length | a second one: length(…)",
        "[type(n + 1)] void *a     | 9  | a type: type(float), type(struct point) | \"type(n+1)\"",
        "[free(1)] int *a          | 9  | a function: free(release), free(msvcrt!free) | \"free(1)\"",
        "[type(int[n])] void *a    | 17 | a constant length here: only the first may be an expression | \"[n]\"",
        "[type(int (*)[n])] void *a| 18 | constant lengths here | \"(*)[n]\""
      })
  void refusesMarksThatMeanNothing(String parameter, int column, String expected, String actual) {
    String source = "void f(" + parameter + ")";
    assertThatThrownBy(() -> PrototypeReader.read(source))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            mistake(
                "prototype", source, column, expected, actual, "double pow(double x, double y)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "struct __attribute__((packed)) s { int i; }     | struct __attribute__((packed)) s { int i; }",
        "struct s { int i; } __attribute__((__packed__)) | struct __attribute__((packed)) s { int i; }",
        "union [pack(1)] { int i; }                      | union __attribute__((packed)) { int i; }",
        "struct [pack(16)] s { int i; }                  | struct [pack(16)] s { int i; }"
      })
  void readsPacking(String source, String canonical) {
    assertThat(PrototypeReader.readType(source)).hasToString(canonical);
    assertThat(PrototypeReader.readType(canonical)).isEqualTo(PrototypeReader.readType(source));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "struct __attribute__((aligned(16))) { int i; } | 8  | __attribute__((packed)) or [pack(n)], the only ones that are understood | \"__attribute__((aligned(16)))\"",
        "struct __declspec(align(8)) { int i; }         | 8  | __attribute__((packed)) or [pack(n)], the only ones that are understood | \"__declspec(align(8))\"",
        "struct [align(8)] { int i; }                   | 8  | __attribute__((packed)) or [pack(n)], the only ones that are understood | \"[align(8)]\"",
        "struct [pack(3)] { int i; }                    | 8  | a packing of 1, 2, 4, 8 or 16 bytes | \"3\"",
        "struct [pack(1)] { int i; } [pack(1)]          | 29 | one packing | a second one"
      })
  void refusesOtherAlignment(String source, int column, String expected, String actual) {
    assertThatThrownBy(() -> PrototypeReader.readType(source))
        .isInstanceOf(SignatureException.class)
        .hasMessage(mistake("C type", source, column, expected, actual, "unsigned long"));
  }

  @Test
  void arraysOfMembersLieWhereTheyStand() {
    CType row = new CType.Array(new CType.Named("int"), 3);
    assertThat(PrototypeReader.readMember("int[3]", "read a C type")).isEqualTo(row);
    assertThat(PrototypeReader.readMember("int (*)[3]", "read a C type"))
        .isEqualTo(new CType.Pointer(row, false));
    assertThat(PrototypeReader.readType("int[3]")).isEqualTo(new CType.Pointer(row, false));
  }

  private static String mistake(
      String what, String source, int column, String expected, String actual, String example) {
    return """
        BSC-301 cannot read the %s
          where: column %d
            %s
            %s^
          expected: %s
          actual: %s
          remedy: write it as a C header does, for instance: %s"""
        .formatted(what, column, source, " ".repeat(column - 1), expected, actual, example);
  }
}
