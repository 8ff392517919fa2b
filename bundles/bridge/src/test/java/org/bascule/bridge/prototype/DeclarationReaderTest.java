package org.bascule.bridge.prototype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bascule.error.SignatureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationReaderTest {
  private static final String HEADER =
      """
      /* A header as one finds it. */
      typedef unsigned long DWORD_, *PDWORD_;
      typedef struct point { int x, y; } POINT_, *PPOINT_;
      struct node;
      typedef struct node node;
      struct node { POINT_ at; node *next; };
      enum color { RED, GREEN = 5, BLUE, MASK = 1 << 4 | 3, LOWEST = -2 };
      typedef enum { MOST = 2 * (3 + 1) } limits;
      typedef float matrix[3][MOST];
      typedef int (__stdcall *compare)(const POINT_ *a, const struct point *b);
      typedef int visit(node *n);
      union both { int i; float f; };
      """;

  private static final Declarations KNOWN =
      DeclarationReader.read(HEADER.replace("struct node;\n", ""), Declarations.NONE).all();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DWORD_ | unsigned long",
        "PDWORD_ * | unsigned long **",
        "POINT_ | struct point { int x; int y; }",
        "const PPOINT_ | struct point { int x; int y; } *",
        "struct point * | struct point { int x; int y; } *",
        "node | struct node { struct point { int x; int y; } at; struct node *next; }",
        "union both | union both { int i; float f; }",
        "enum color | enum color",
        "limits | int",
        "matrix | float (*)[3][8]",
        "int [MOST] | int (*)[8]",
        "compare | int (__stdcall *)(struct point { int x; int y; } *a,"
            + " struct point { int x; int y; } *b)",
        "struct other * | struct other *",
        "struct { int a; union { int b; struct s { char c; }; }; } |"
            + " struct { int a; union { int b; struct s { char c; }; }; }",
        "struct { char text[BLUE]; } | struct { char text[6]; }",
      })
  void laterTextsKnowWhatWasDeclared(String source, String meaning) {
    assertThat(PrototypeReader.readType(source, KNOWN).toString().replace("const ", ""))
        .isEqualTo(meaning);
  }

  @Test
  void tellsTheNamesInTheirOrder() {
    assertThat(DeclarationReader.read("typedef struct s { int i; } T; enum { A };", KNOWN).names())
        .containsExactly("struct s", "T", "A");
  }

  @Test
  void theSameMayBeDeclaredAgain() {
    assertThat(DeclarationReader.read("struct point { int x, y; };", KNOWN).names())
        .containsExactly("struct point");
  }

  @Test
  void anythingElseUnderTheSameNameIsRefused() {
    assertThatThrownBy(() -> DeclarationReader.read("struct point { long x, y; };", KNOWN))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-301 cannot read the declarations
              where: column 1
                struct point { long x, y; };
                ^
              expected: "struct point" as it was declared before
              actual: another declaration
              remedy: declare types as a C header does, for instance: typedef struct { int x, y; } \
            POINT;""");
    assertThatThrownBy(() -> DeclarationReader.read("enum { RED = 1 };", KNOWN))
        .hasMessageContaining("expected: \"RED\" as it was declared before");
    assertThatThrownBy(() -> PrototypeReader.read("int f(struct point { int x; } p)", KNOWN))
        .hasMessageContaining("expected: \"struct point\" as it was declared before");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int f(void); | \";\"",
        "typedef int; | \"(\" or \"[\" or \"*\" or a calling convention or a name",
        "enum { A = n }; | a number, or constants of enums",
        "enum { A = 99999999999999999999 }; | a constant of at most 63 bits",
        "struct { int; }; | a member's name; only a struct or union that is defined here",
        "struct { struct other; }; | a member's name; only a struct or union that is defined here",
        "struct { [in] struct { int a; }; }; | a member's name; only a struct or union that is",
        "typedef float v[n]; | a constant length here",
      })
  void saysWhatIsWrong(String source, String expected) {
    assertThatThrownBy(() -> DeclarationReader.read(source, KNOWN))
        .isInstanceOf(SignatureException.class)
        .hasMessageStartingWith("BSC-301 cannot read the declarations\n")
        .hasMessageContaining("expected: " + expected);
  }
}
