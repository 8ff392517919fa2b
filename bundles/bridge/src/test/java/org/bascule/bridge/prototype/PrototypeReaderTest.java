package org.bascule.bridge.prototype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bascule.error.SignatureException;
import org.bascule.spi.CType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrototypeReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "double pow(double x, double y)         | double pow(double x, double y)",
        "const char *zlibVersion(void)          | const char *zlibVersion(void)",
        "int rand();                            | int rand(void)",
        "HANDLE WINAPI Get(const wchar_t *n)    | HANDLE Get(const wchar_t *n)",
        "int f(int, unsigned long long int q)   | int f(int, unsigned long long q)",
        "char * const * g(char const * const *p)| char *const *g(const char *const *p)",
        "long unsigned f(short int /* s */ a)   | unsigned long f(short a)",
        "struct point *f(enum colour c)         | struct point *f(enum colour c)",
        "unsigned __int64 f(volatile LONG *p)   | unsigned long long f(LONG *p)",
        "void f(float a[n * 2], int n)          | void f(float a[n * 2], int n)",
        "void f(const int a[n][4], int n)       | void f(const int a[n][4], int n)",
        "void f(float (*A)[3][4], int b[3])     | void f(float (*A)[3][4], int (*b)[3])",
        "void f([in, out] char *s, [out] int *n)| void f(char *s, int *n)",
        "struct s { int *d[n], n; char t[5]; } *f(struct s *p) | struct s { int *d[n]; int n; char t[5]; } *f(struct s *p)"
      })
  void readsCAndWritesItCanonically(String source, String canonical) {
    assertThat(PrototypeReader.read(source)).hasToString(canonical);
  }

  @Test
  void remembersWhereTypesStand() {
    Prototype prototype = PrototypeReader.read("  int f(char a,  struct s b)");
    assertThat(prototype.resultColumn()).isEqualTo(3);
    assertThat(prototype.parameters())
        .extracting(Prototype.Parameter::column)
        .containsExactly(9, 18);
  }

  @ParameterizedTest
  @CsvSource({
    "int f(void), CDECL",
    "int __stdcall f(void), STDCALL",
    "int CALLBACK f(void), STDCALL",
    "int __thiscall f(void), THISCALL",
    "int __fastcall f(void), FASTCALL"
  })
  void knowsCallingConventions(String source, Convention convention) {
    assertThat(PrototypeReader.read(source).convention()).isEqualTo(convention);
  }

  @Test
  void readsTypesAlone() {
    assertThat(PrototypeReader.readType("const unsigned char *"))
        .isEqualTo(new CType.Pointer(new CType.Named("unsigned char"), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int f(int x y) | 13 | \")\"                                        | \"y\"",
        "int f(int      | 10 | \")\"                                        | the end",
        "int f(int x, ) | 14 | \"[\" or a type or a qualifier or a name       | \")\"",
        "pow(2)         | 4  | a calling convention or a name               | \"(\"",
        "int f(int $)   | 11 | \")\"                                        | \"$\"",
        "int f() int    | 9  | the end or \";\"                               | \"int\"",
        "int f(void x)  | 7  | a type that has values                       | void"
      })
  void pointsAtTheColumnOfTheFirstMistake(
      String source, int column, String expected, String actual) {
    assertThatThrownBy(() -> PrototypeReader.read(source))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-301 cannot read the prototype
              where: column %d
                %s
                %s^
              expected: %s
              actual: %s
              remedy: write it as a C header does, for instance: double pow(double x, double y)"""
                .formatted(column, source, " ".repeat(column - 1), expected, actual));
  }

  @Test
  void refusesWordsThatMakeNoArithmeticType() {
    assertThatThrownBy(() -> PrototypeReader.read("int f(int a, unsigned float b)"))
        .isInstanceOf(SignatureException.class)
        .hasMessage(
            """
            BSC-301 cannot read the prototype
              where: column 14
                int f(int a, unsigned float b)
                             ^
              expected: an arithmetic type of C
              actual: "unsigned float"
              remedy: write it as a C header does, for instance: double pow(double x, double y)""");
  }
}
